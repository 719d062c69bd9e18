/** The address of a list (`page.url`): `sort`, `columns` and `cursor` are of `DataTable`, all else are filters. */
export interface ListUrl {
	readonly pathname: string;
	readonly searchParams: { has(name: string): boolean; toString(): string };
}

type Change = string | readonly string[] | undefined;

/** The address with some parameters changed (`undefined` removes); always back to the first page. */
export function listHref(url: ListUrl, changes: Record<string, Change>): string {
	const parameters = new URLSearchParams(url.searchParams.toString());
	parameters.delete('cursor');
	for (const [name, change] of Object.entries(changes)) {
		parameters.delete(name);
		for (const value of typeof change === 'string' ? [change] : (change ?? [])) {
			parameters.append(name, value);
		}
	}
	const query = parameters.toString();
	return query ? `${url.pathname}?${query}` : url.pathname;
}

/** `-name` → `{ key: 'name', descending: true }`. */
export function readSort(sort: string): { key: string; descending: boolean } {
	return { key: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
}

/** The order that the address asks for: `?sort=-name`. */
export function sortOf(url: ListUrl): { key: string; descending: boolean } | undefined {
	const sort = new URLSearchParams(url.searchParams.toString()).get('sort');
	return sort ? readSort(sort) : undefined;
}

/** Sorts by `key`; the other way round when the list is sorted by it already. */
export function sortHref(url: ListUrl, key: string, sorted = sortOf(url)): string {
	const descending = sorted?.key === key && !sorted.descending;
	return listHref(url, { sort: descending ? `-${key}` : key });
}

/** Keys of the columns to show: those of the address, otherwise all but the `extra` ones. */
export function shownColumns(
	url: ListUrl,
	columns: readonly { key: string; choice?: 'shown' | 'extra' }[]
): string[] {
	const parameters = new URLSearchParams(url.searchParams.toString());
	const chosen = parameters.has('columns') ? parameters.getAll('columns') : undefined;
	return columns
		.filter(({ key, choice }) =>
			choice && chosen ? chosen.includes(key) : !choice || choice === 'shown'
		)
		.map(({ key }) => key);
}

/** The parameters a GET form must repeat so as not to lose them. */
export function otherParameters(url: ListUrl, ...replaced: string[]): [string, string][] {
	const parameters = new URLSearchParams(url.searchParams.toString());
	return [...parameters].filter(([name]) => name !== 'cursor' && !replaced.includes(name));
}
