import { readConditions, writeConditions } from '#modules/people/index.ts';
import { listFilter } from './list-filter.server.ts';

/** The search of an address; what the list narrows by its menus is a condition like others here. */
export function searchOf(parameters: URLSearchParams): { where: string; match: 'all' | 'any' } {
	const { where, match, category, group, status, search } = listFilter(parameters);
	const menus = [
		search && { field: 'name', operator: 'contains', values: [search] },
		category !== undefined && { field: 'category', operator: 'is', values: [category] },
		group !== undefined && { field: 'group', operator: 'is', values: [group] },
		status === 'archived' && { field: 'archived', operator: 'is', values: ['true'] }
	].filter((condition) => typeof condition === 'object');
	const added = menus.length > 0 && (match === 'all' || where === '');
	return { where: added ? writeConditions([...readConditions(where), ...menus]) : where, match };
}
