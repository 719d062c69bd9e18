import { isId } from '#shared/id.ts';

const SORTS = ['name', 'number', 'joinedOn', 'city'] as const;
const STATUSES = ['active', 'archived', 'all'] as const;

/** The filter of the list as its address says it; what the address gets wrong is left out. */
export function listFilter(parameters: URLSearchParams) {
	const sort = parameters.get('sort') ?? 'name';
	const group = parameters.get('group') ?? '';
	return {
		search: (parameters.get('q') ?? '').slice(0, 200),
		category: parameters.get('category')?.slice(0, 100) || undefined,
		group: isId(group) ? group : undefined,
		status: STATUSES.find((status) => status === parameters.get('status')) ?? 'active',
		sort: SORTS.find((known) => known === sort.replace(/^-/, '')) ?? 'name',
		direction: sort.startsWith('-') ? ('desc' as const) : ('asc' as const)
	};
}
