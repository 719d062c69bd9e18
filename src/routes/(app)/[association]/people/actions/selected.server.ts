import { isId } from '#shared/id.ts';
import { listFilter } from '../list-filter.server.ts';

type Selected = { readonly ids: string[] } | { readonly search: ReturnType<typeof listFilter> };

/** Who is chosen, as the address says it: some people by id, or all whom the list finds. */
export function selectedIn(parameters: URLSearchParams): Selected {
	const ids = parameters.getAll('id').filter(isId);
	return ids.length > 0 ? { ids } : { search: listFilter(parameters) };
}

const OF_THE_LIST = ['id', 'q', 'category', 'group', 'status', 'where', 'match', 'sort'];

/** The part of an address that says who is chosen. */
export function chosenIn(parameters: URLSearchParams): URLSearchParams {
	return new URLSearchParams([...parameters].filter(([name]) => OF_THE_LIST.includes(name)));
}
