import type { RequestEvent } from '@sveltejs/kit';
import { documents } from '#modules/documents/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { isLong } from '#platform/server/tasks/make-file.ts';
import { isId } from '#shared/id.ts';
import { listFilter } from '../people/list-filter.server.ts';

/** What only says which rows of the list are shown. */
const OF_THE_TABLE = ['cursor', 'columns'];

/** For whom a document is, as the address of the list says it; `id` names some people of it. */
export function audienceIn(parameters: URLSearchParams) {
	const ids = parameters.getAll('id').filter(isId);
	// People named by their id are meant, archived or not.
	const filter = ids.length > 0 ? { status: 'all' as const, ids } : {};
	return {
		...listFilter(parameters),
		...filter,
		upToDate: parameters.get('upToDate') === 'on'
	};
}

/** What is printed for them, as the fields of a form say it. */
export function cardsIn(parameters: URLSearchParams) {
	const { upToDate: _, ...audience } = audienceIn(parameters);
	return { ...audience, layout: parameters.get('layout') ?? undefined };
}

export function labelsIn(parameters: URLSearchParams) {
	return {
		...audienceIn(parameters),
		format: parameters.get('format') ?? undefined,
		start: numberIn(parameters, 'start'),
		perMailbox: parameters.get('perMailbox') === 'on'
	};
}

export function lettersIn(parameters: URLSearchParams) {
	return { ...audienceIn(parameters), letterId: parameters.get('letter') };
}

/** The same in words for the page, with what its form sends on. */
export async function describeAudience(event: RequestEvent) {
	demand(event, documents.printLabels);
	const { searchParams } = event.url;
	const { ids, upToDate, ...filter } = audienceIn(searchParams);
	const [only] = ids ?? [];
	const [person, total, { groups }] = await Promise.all([
		only && ids?.length === 1 ? read(event, people.getPerson, { id: only }) : undefined,
		ids ? ids.length : read(event, people.listPersons, { ...filter, limit: 1 }).then(totalOf),
		read(event, people.listGroups, {})
	]);
	const { search, category, group, status } = filter;
	return {
		total,
		isLong: isLong(total),
		upToDate,
		person: person && { id: person.id, name: person.displayName },
		group: groups.find(({ id }) => id === group)?.name,
		kind: ids
			? ('chosen' as const)
			: search || category || group || status !== 'active'
				? ('found' as const)
				: ('all' as const),
		/** Names and values, in the order of the address. */
		kept: [...searchParams].filter(([name]) => !OF_THE_TABLE.includes(name))
	};
}
export type DescribedAudience = Awaited<ReturnType<typeof describeAudience>>;

const totalOf = ({ total }: { total: number }) => total;

/** A number that a form sent; what is none is refused by the operation. */
export function numberIn(parameters: URLSearchParams, name: string): number | undefined {
	const text = parameters.get(name)?.trim();
	return text ? Number(text) : undefined;
}
