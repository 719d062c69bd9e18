import { isId } from '#shared/id.ts';

const SORTS = ['name', 'number', 'joinedOn', 'city'] as const;
/** A field of the association’s own: see `peopleFilter`. */
const CUSTOM = /^custom\..{1,60}$/;
const STATUSES = ['active', 'archived', 'all'] as const;

/** The filter of the list as its address says it; what the address gets wrong is left out. */
export function listFilter(parameters: URLSearchParams) {
	const sort = parameters.get('sort') ?? 'name';
	const group = parameters.get('group') ?? '';
	const key = sort.replace(/^-/, '');
	return {
		search: (parameters.get('q') ?? '').slice(0, 200),
		category: parameters.get('category')?.slice(0, 100) || undefined,
		group: isId(group) ? group : undefined,
		status: STATUSES.find((status) => status === parameters.get('status')) ?? 'active',
		where: (parameters.get('where') ?? '').slice(0, 10_000),
		match: parameters.get('match') === 'any' ? ('any' as const) : ('all' as const),
		sort: CUSTOM.test(key) ? key : (SORTS.find((known) => known === key) ?? 'name'),
		direction: sort.startsWith('-') ? ('desc' as const) : ('asc' as const)
	};
}
