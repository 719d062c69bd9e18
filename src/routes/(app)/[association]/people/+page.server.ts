import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { redirect } from '@sveltejs/kit';
import { activeFilters } from './active-filters.server.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import { listHref } from '#platform/ui/list-url.ts';
import { m } from '#i18n';
import { listFilter } from './list-filter.server.ts';
import { toRow } from './list-row.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const filter = listFilter(searchParams);
	const cursor = searchParams.get('cursor') ?? undefined;
	const wanted = searchParams.get('count') === 'all' ? ('all' as const) : ('some' as const);
	const { permissions } = callerOf(event).actor;
	const { where, match } = filter;
	const search = where ? await read(event, people.describeSearch, { where, match }) : undefined;
	if (search?.conditions.some(({ fault }) => fault !== null)) {
		redirect(303, `${event.url.pathname}/find${event.url.search}`);
	}
	const [list, { categories }, { groups }] = await Promise.all([
		read(event, people.listPersons, { ...filter, cursor, count: wanted }),
		read(event, people.listCategories, {}),
		read(event, people.listGroups, {})
	]);
	const seesDues = permissions.has('membership.read');
	const added = searchParams.getAll('columns');
	const ids = list.persons.map(({ id }) => id);
	const [statuses, summary] = seesDues
		? await Promise.all([
				read(event, membership.statusOfPersons, { ids }).then((answer) => answer.statuses),
				read(event, membership.membershipSummary, {})
			])
		: [[], undefined];
	const custom = await read(event, people.listedValues, {
		ids: added.some((key) => key.startsWith('custom.')) ? ids : []
	});
	const byPerson = new Map(statuses.map((status) => [status.personId, status]));
	return {
		count: countOf(list),
		// Those who were not counted can be.
		...(list.more ? { countHref: listHref(event.url, { count: 'all' }) } : { total: list.total }),
		next: list.next,
		rows: list.persons.map((person) => ({
			...toRow(person, byPerson.get(person.id), seesDues, added),
			...(custom.values[person.id] && { custom: custom.values[person.id] })
		})),
		customColumns: custom.columns,
		summary,
		filter: { category: filter.category, group: filter.group, status: filter.status },
		active: activeFilters(event.url, filter, groups, search?.conditions),
		...(search && { sentence: m.people_list_of({ sentence: search.sentence }) }),
		categories,
		groups,
		may: {
			write: permissions.has('people.write'),
			import: permissions.has('people.import'),
			export: permissions.has('people.read')
		}
	};
};

function countOf({
	total: count,
	more
}: {
	readonly total: number;
	readonly more: boolean;
}): string {
	if (!more) return m.people_list_count({ count });
	return count < 1_000 ? m.people_list_count_hundreds({ count }) : m.people_list_count_more();
}
