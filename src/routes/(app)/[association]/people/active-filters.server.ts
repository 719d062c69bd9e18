import { m } from '#i18n';
import { listHref } from '#platform/ui/list-url.ts';
import type { listFilter } from './list-filter.server.ts';

interface Chip {
	readonly label: string;
	readonly href: string;
}

/** What narrows the list, each with the list without it. */
export function activeFilters(
	url: URL,
	{ search, category, group, status }: ReturnType<typeof listFilter>,
	groups: readonly { id: string; name: string }[],
	conditions: readonly { phrase: string; without: string }[] = []
): Chip[] {
	const chip = (label: string | undefined, changes: Record<string, string | undefined>) =>
		label ? [{ label, href: listHref(url, changes) }] : [];
	const statuses = { active: '', archived: m.people_status_archived(), all: m.people_status_all() };
	return [
		...chip(search && m.people_filter_search({ text: search }), { q: undefined }),
		...chip(category, { category: undefined }),
		...chip(groups.find(({ id }) => id === group)?.name, { group: undefined }),
		...chip(statuses[status], { status: undefined }),
		...conditions.flatMap(({ phrase, without }) => chip(phrase, { where: without || undefined }))
	];
}
