import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Cursor } from './cursor.ts';
import { following, matching, ordered, sortKey, type PeopleFilter } from './people-filter.ts';
import { ROW_COLUMNS, type PersonRow } from './person-row.ts';

const PAGE = 1_000;

/**
 * The people whom a list shows, in its order, at most a thousand at a time; the caller has authorised the reader.
 * @param ids only these of them, when given
 */
export async function* listedPeople(
	{ tx }: OperationContext,
	filter: PeopleFilter,
	ids?: readonly string[]
): AsyncGenerator<readonly PersonRow[]> {
	const chosen = ids ? sql`p.id = ANY(${ids}::uuid[])` : sql`true`;
	let cursor: Cursor | undefined;
	for (;;) {
		const { rows } = await sql<PersonRow & Cursor>`
			SELECT ${ROW_COLUMNS}, ${sortKey(filter)} AS key
			FROM people.person p
			WHERE ${matching(filter)} AND ${chosen} AND ${following(filter, cursor)}
			${ordered(filter, PAGE)}`.execute(tx);
		if (rows.length > 0) yield rows;
		if (rows.length < PAGE) return;
		cursor = rows.at(-1);
	}
}
