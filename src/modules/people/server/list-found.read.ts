import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Cursor } from './cursor.ts';
import { SOME } from './find/search-blocks.ts';
import { ENOUGH } from './find/search-words.ts';
import { eachStatus, following, ordered, sortKey } from './list-order.ts';
import type { Asked, ListRow } from './list-row.ts';
import { LINE_COLUMNS } from './list-row.ts';

/** Whether the list is of everybody: their number is an index’s, and kept until something is written. */
export function isCountedAtOnce(asked: Asked): boolean {
	return asked.filter.search.trim() === '' && !isNarrowed(asked);
}

/** Whether more is asked than words, which the index by name has. */
function isNarrowed({ filter: { where, category, group }, within }: Asked): boolean {
	return where !== '' || category !== undefined || group !== undefined || within !== undefined;
}

type Few =
	| { readonly rows: readonly ListRow[]; readonly total: number | undefined }
	| { readonly rows: undefined };

/**
 * The page and the total, found in one pass that stops once there are more than `SOME`: then words looked for by name
 * have their page all the same, since they were read in that order, and other lists have none.
 */
export async function readFew(
	context: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<Few> {
	const isByName = asked.filter.sort === 'name' && !isNarrowed(asked);
	const key = sortKey(asked);
	const some = isByName
		? eachStatus(
				asked,
				SOME + 1,
				(only) => sql`SELECT p.id, ${key} AS key FROM people.person p
					WHERE ${asked.where} AND ${only} AND ${following(asked, cursor, key)}
					${ordered(asked, SOME + 1, key)}`
			)
		: sql`SELECT p.id, p.sort_name FROM people.person p WHERE ${asked.where} LIMIT ${SOME + 1}`;
	// The name, which a value of one’s own field is sorted with too, stands in every index that finds people.
	const byNameAlone = (asked.filter.sort === 'name' || asked.sortField) && !asked.exact;
	const people = byNameAlone ? sql`found p` : sql`found JOIN people.person p ON p.id = found.id`;
	const sorted = isByName
		? sql`SELECT id, key FROM found ${ordered(asked, asked.limit + 1, sql`key`, sql`id`)}`
		: // What they are sorted by may have to be looked up: once for each (`OFFSET 0`).
			sql`SELECT id, key FROM (
				SELECT p.id, ${key} AS key FROM ${people}
				WHERE (SELECT n <= ${SOME} FROM counted) OFFSET 0
			) keyed WHERE ${following(asked, cursor, sql`key`, sql`id`)}
			${ordered(asked, asked.limit + 1, sql`key`, sql`id`)}`;
	const { rows } = await sql<ListRow & { n: number }>`
		WITH found AS MATERIALIZED (${some}), counted AS (SELECT count(*) AS n FROM found),
			page AS MATERIALIZED (${sorted}),
			line AS (SELECT ${LINE_COLUMNS}, page.key FROM page JOIN people.person p ON p.id = page.id)
		SELECT line.*, counted.n FROM counted LEFT JOIN line ON true
		${ordered(asked, undefined, sql`line.key`, sql`line.id`)}`.execute(context.tx);
	const found = rows[0]?.n ?? 0;
	if (found > SOME && !isByName) return { rows: undefined };
	const total = isByName && cursor ? await countSome(context, asked) : found;
	return {
		rows: rows.flatMap(({ n: _, ...row }) => (row.id ? [row] : [])),
		total: total > SOME ? undefined : total
	};
}

function countSome({ tx, remember }: OperationContext, asked: Asked): Promise<number> {
	return remember(`some ${memoryKey(asked)}`, async () => {
		const { rows } = await sql<{ total: number }>`
			SELECT count(*) AS total FROM (
				SELECT FROM people.person p WHERE ${asked.where} LIMIT ${SOME + 1}) s`.execute(tx);
		return rows[0]?.total ?? 0;
	});
}

/** How many people a list finds; kept until something is written. */
export function countPeople({ tx, remember }: OperationContext, asked: Asked): Promise<number> {
	return remember(memoryKey(asked), async () => {
		const { rows } = await sql<{ total: number }>`
			SELECT count(*) AS total FROM people.person p WHERE ${asked.where}`.execute(tx);
		return rows[0]?.total ?? 0;
	});
}

function memoryKey({ filter, within }: Asked): string {
	const { sort: _, direction: __, ...found } = filter;
	return `people ${JSON.stringify([found, within])}`;
}

/** Finds, counts and sorts in one pass over narrow rows, then reads those of the page. */
export async function readScanned(
	{ tx }: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<{ rows: readonly ListRow[]; total: number }> {
	const exact = asked.exact ?? sql`true`;
	const { rows } = await sql<ListRow & { total: number }>`
		WITH matching AS MATERIALIZED (
			SELECT p.id, ${sortKey(asked)} AS key, ${exact} AS exact
			FROM people.person p WHERE ${asked.where}
		), found AS (
			SELECT id, key FROM matching
			WHERE exact OR (SELECT count(*) FROM matching WHERE exact) < ${ENOUGH}
		), page AS MATERIALIZED (
			SELECT id, key FROM found WHERE ${following(asked, cursor, sql`key`, sql`id`)}
			${ordered(asked, asked.limit + 1, sql`key`, sql`id`)}
		), line AS (SELECT ${LINE_COLUMNS}, page.key FROM page JOIN people.person p ON p.id = page.id)
		SELECT line.*, counted.total FROM (SELECT count(*) AS total FROM found) counted
		LEFT JOIN line ON true
		${ordered(asked, undefined, sql`line.key`, sql`line.id`)}`.execute(tx);
	const total = rows[0]?.total ?? 0;
	return { rows: rows.flatMap(({ total: _, ...row }) => (row.id ? [row] : [])), total };
}
