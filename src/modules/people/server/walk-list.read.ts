import { sql, type RawBuilder } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Cursor } from './cursor.ts';
import {
	BETWEEN,
	eachStatus,
	FIRST_ID,
	following,
	LAST_ID,
	missing,
	NUMBERLESS,
	ordered,
	orderedBy,
	sortKey
} from './list-order.ts';
import type { Asked, ListRow } from './list-row.ts';
import { LINE_COLUMNS } from './list-row.ts';

/** The rows of a page and one more, read in the order of an index until there are enough: for lists that find many. */
export async function walkList(
	context: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<readonly ListRow[]> {
	const { sort, direction } = asked.filter;
	if (sort === 'number' && direction === 'desc') return walkNumbersDown(context, asked, cursor);
	if (sort === 'name') return walkNames(context, asked, cursor);
	if (sort === 'number') return walk(context, asked, cursor, asked.limit + 1);
	const at = cursor && readValue(cursor, missing(asked));
	const first = at?.value === null ? [] : await withValue(context, asked, at);
	if (first.length > asked.limit) return first;
	const left = asked.limit + 1 - first.length;
	const rest = await withoutValue(context, asked, at?.value === null ? at : undefined, left);
	return [...first, ...rest];
}

/** By the key of the list, which an index has. */
async function walk(
	{ tx }: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined,
	limit: number,
	{ among = sql<boolean>`true`, by = sortKey(asked) } = {}
): Promise<readonly ListRow[]> {
	// Who is meant may be told by the index alone: then only the rows of the page are read.
	const isSparse = asked.walked !== asked.where;
	const columns = isSparse ? sql`p.id` : LINE_COLUMNS;
	const page = eachStatus(
		asked,
		limit,
		(only) => sql`SELECT ${columns}, ${sortKey(asked)} AS key FROM people.person p
			WHERE ${asked.walked} AND ${only} AND ${among} AND ${following(asked, cursor, by)}
			${ordered(asked, limit, by)}`
	);
	const { rows } = await sql<ListRow>`${
		isSparse
			? sql`WITH page AS MATERIALIZED (${page})
				SELECT ${LINE_COLUMNS}, page.key FROM page JOIN people.person p ON p.id = page.id
				${ordered(asked, limit, sql`page.key`)}`
			: page
	}`.execute(tx);
	return rows;
}

/** From the first name to the last that those who are meant are known to have. */
function walkNames(
	context: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<readonly ListRow[]> {
	const limit = asked.limit + 1;
	if (!asked.many) return walk(context, asked, cursor, limit);
	const { from, to } = asked.many;
	const isUp = asked.filter.direction === 'asc';
	const among = isUp ? sql<boolean>`p.sort_name <= ${to}` : sql<boolean>`p.sort_name >= ${from}`;
	const start = isUp ? { key: from, id: FIRST_ID } : { key: to, id: LAST_ID };
	return walk(context, asked, cursor ?? start, limit, { among });
}

/** Whoever has no number comes last, although their key is not the least: keys above it, below it, then theirs. */
async function walkNumbersDown(
	context: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<readonly ListRow[]> {
	const by = sql<string>`p.number_key`;
	const isPast = cursor?.key === '';
	const parts = isPast ? ['='] : ['>', '<', '='];
	const rows: ListRow[] = [];
	for (const sign of parts) {
		const left = asked.limit + 1 - rows.length;
		if (left === 0) break;
		const among = sql<boolean>`p.number_key ${sql.raw(sign)} ${NUMBERLESS}`;
		const from = isPast ? { ...cursor, key: NUMBERLESS } : sign === '=' ? undefined : cursor;
		rows.push(...(await walk(context, asked, from, left, { among, by })));
	}
	return rows;
}

interface At {
	/** `null`: nothing is known of whom the page before ended with. */
	readonly value: string | null;
	readonly name: string;
	readonly id: string;
}

function readValue({ key, id }: Cursor, none: string): At {
	const [value = '', name = ''] = key.split(BETWEEN);
	return { value: value === none ? null : value, name, id };
}

interface Source {
	readonly from: RawBuilder<unknown>;
	readonly value: RawBuilder<unknown>;
	readonly type: RawBuilder<unknown>;
	readonly name: RawBuilder<unknown>;
	readonly id: RawBuilder<unknown>;
	/** Whether `people.person p` has no value. */
	readonly none: RawBuilder<boolean>;
}

function sourceOf({ filter, sortField }: Asked): Source {
	if (sortField) {
		const value = sql`people.field_value v
			JOIN people.person p ON p.association_id = v.association_id AND p.id = v.person_id`;
		return {
			from: sql`${value} AND v.field_id = ${sortField.id}`,
			value: sql`v.key`,
			type: sql`text`,
			name: sql`v.sort_name`,
			id: sql`v.person_id`,
			none: sql`NOT EXISTS (SELECT FROM people.field_value v
				WHERE v.person_id = p.id AND v.field_id = ${sortField.id})`
		};
	}
	const [value, type] =
		filter.sort === 'city' ? [sql`p.sort_city`, sql`text`] : [sql`p.joined_on`, sql`date`];
	const from = sql`people.person p`;
	return { from, value, type, name: sql`p.sort_name`, id: sql`p.id`, none: sql`${value} IS NULL` };
}

/** Those of whom the value is known, by value then name. */
async function withValue(
	{ tx }: OperationContext,
	asked: Asked,
	at: At | undefined
): Promise<readonly ListRow[]> {
	const { from, value, type, name, id } = sourceOf(asked);
	const sign = asked.filter.direction === 'asc' ? sql`>` : sql`<`;
	const after = at
		? sql`(${value}, ${name}, ${id}) ${sign} (${at.value}::${type}, ${at.name}, ${at.id}::uuid)`
		: sql`${value} IS NOT NULL`;
	const limit = asked.limit + 1;
	const part = (only: RawBuilder<boolean>) => sql`
		SELECT ${LINE_COLUMNS}, ${value}::text COLLATE "C" || ${BETWEEN} || ${name} AS key
		FROM ${from} WHERE ${asked.walked} AND ${only} AND ${after}
		${orderedBy(asked, [value, name, id], limit)}`;
	// The index of values has those who are archived and those who are not together.
	const whole = asked.sortField ? part(sql`true`) : eachStatus(asked, limit, part);
	const { rows } = await sql<ListRow>`${whole}`.execute(tx);
	return rows;
}

/** Those of whom nothing is known, by name. */
async function withoutValue(
	{ tx }: OperationContext,
	asked: Asked,
	at: At | undefined,
	limit: number
): Promise<readonly ListRow[]> {
	const name = sql`p.sort_name`;
	const after = following(asked, at && { key: at.name, id: at.id }, name);
	const { rows } = await sql<ListRow>`${eachStatus(
		asked,
		limit,
		(only) => sql`SELECT ${LINE_COLUMNS}, ${missing(asked)} || ${BETWEEN} || ${name} AS key
			FROM people.person p
			WHERE ${asked.walked} AND ${only} AND ${sourceOf(asked).none} AND ${after}
			${ordered(asked, limit, name)}`
	)}`.execute(tx);
	return rows;
}
