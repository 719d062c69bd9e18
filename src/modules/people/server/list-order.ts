import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Cursor } from './cursor.ts';
import type { ReadyFilter } from './people-filter.ts';

type Sorted = Pick<ReadyFilter, 'filter' | 'sortField'>;
type Column = RawBuilder<unknown>;

/** The number key of whoever has no number. */
export const NUMBERLESS = '~';

/** Between a value and the name of whoever has it: less than any sign of either, so that both sort as two columns. */
export const BETWEEN = '\t';

/** What stands for a value that isn’t known: whoever has none comes last both ways. */
export function missing({ filter }: Pick<Sorted, 'filter'>): string {
	return filter.direction === 'asc' ? '\u{10ffff}' : '';
}

/** What rows are sorted by: a text, never null. */
export function sortKey(ready: Sorted & Pick<ReadyFilter, 'exact'>): RawBuilder<string> {
	const key = plainKey(ready);
	if (!ready.exact) return key;
	const [first, second] = ready.filter.direction === 'asc' ? ['0', '1'] : ['1', '0'];
	return sql`(CASE WHEN ${ready.exact} THEN ${first}::text ELSE ${second}::text END) COLLATE "C" || ${key}`;
}

function plainKey(ready: Sorted): RawBuilder<string> {
	const { sort, direction } = ready.filter;
	if (sort === 'name') return sql`p.sort_name`;
	if (sort === 'number' && direction === 'asc') return sql`p.number_key`;
	if (sort === 'number') return sql`coalesce(nullif(p.number_key, ${NUMBERLESS}), '')`;
	const value = ready.sortField
		? sql`(SELECT min(v.key) FROM people.field_value v
			WHERE v.person_id = p.id AND v.field_id = ${ready.sortField.id})`
		: sort === 'city'
			? sql`p.sort_city`
			: sql`p.joined_on::text`;
	return sql`coalesce(${value}, ${missing(ready)}) COLLATE "C" || ${BETWEEN} || p.sort_name`;
}

/** Before and after those of all people. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The rows after a cursor. On the first page too the order is said, so that an index on it is chosen. */
export function following(
	{ filter }: Pick<ReadyFilter, 'filter'>,
	cursor: Cursor | undefined,
	key: Column,
	id: Column = sql`p.id`
): Column {
	if (filter.direction === 'desc') {
		return cursor ? sql`(${key}, ${id}) < (${cursor.key}, ${cursor.id}::uuid)` : sql`true`;
	}
	const after = cursor ?? { key: '', id: FIRST_ID };
	return sql`(${key}, ${id}) > (${after.key}, ${after.id}::uuid)`;
}

export function ordered(
	ready: Pick<ReadyFilter, 'filter'>,
	limit: number | undefined,
	key: Column,
	id: Column = sql`p.id`
): Column {
	return orderedBy(ready, [key, id], limit);
}

/** In the direction of the list, by each of the columns. */
export function orderedBy(
	{ filter }: Pick<ReadyFilter, 'filter'>,
	columns: readonly Column[],
	limit?: number
): Column {
	const direction = filter.direction === 'asc' ? sql`ASC` : sql`DESC`;
	const limited = limit === undefined ? sql`` : sql`LIMIT ${limit}`;
	const each = columns.map((column) => sql`${column} ${direction}`);
	return sql`ORDER BY ${sql.join(each)} ${limited}`;
}

/**
 * The rows of `part`, in the order of its `key` and `id`; of a list of both, those who are archived and those who are
 * not, each read from an index, then put together.
 */
export function eachStatus(
	ready: Pick<ReadyFilter, 'filter' | 'status'>,
	limit: number,
	part: (only: RawBuilder<boolean>) => Column
): Column {
	if (ready.status !== 'all') return part(sql`true`);
	return sql`SELECT * FROM (
		(${part(sql`NOT p.archived`)}) UNION ALL (${part(sql`p.archived`)})
	) both_statuses ${ordered(ready, limit, sql`key`, sql`id`)}`;
}
