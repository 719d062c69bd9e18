import { sql, type RawBuilder } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Cursor } from './cursor.ts';
import { BETWEEN, following, missing, ordered, orderedBy, sortKey } from './list-order.ts';
import type { Asked, ListRow } from './list-row.ts';
import { LINE_COLUMNS } from './list-row.ts';

/** Whether an index has the people in the order of the list, so that the rows of a page are read and no others. */
export function isWalkable({ filter }: Asked): boolean {
	const { sort, direction, status } = filter;
	if (sort === 'number') return direction === 'asc';
	return status !== 'all' || sort.startsWith('custom.');
}

/** The rows of a page and one more, read in the order of an index until there are enough: for lists that find many. */
export async function walkList(
	context: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<readonly ListRow[]> {
	const { sort } = asked.filter;
	if (sort === 'name' || sort === 'number') {
		const key = sortKey(asked);
		const { rows } = await sql<ListRow>`
			SELECT ${LINE_COLUMNS}, ${key} AS key FROM people.person p
			WHERE ${asked.where} AND ${following(asked, cursor, key)}
			${ordered(asked, asked.limit + 1, key)}`.execute(context.tx);
		return rows;
	}
	const at = cursor && readValue(cursor, missing(asked));
	const first = at?.value === null ? [] : await withValue(context, asked, at);
	if (first.length > asked.limit) return first;
	const left = asked.limit + 1 - first.length;
	const rest = await withoutValue(context, asked, at?.value === null ? at : undefined, left);
	return [...first, ...rest];
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
	const { rows } = await sql<ListRow>`
		SELECT ${LINE_COLUMNS}, ${value}::text COLLATE "C" || ${BETWEEN} || ${name} AS key FROM ${from}
		WHERE ${asked.where} AND ${after}
		${orderedBy(asked, [value, name, id], asked.limit + 1)}`.execute(tx);
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
	const { rows } = await sql<ListRow>`
		SELECT ${LINE_COLUMNS}, ${missing(asked)} || ${BETWEEN} || ${name} AS key FROM people.person p
		WHERE ${asked.where} AND ${sourceOf(asked).none} AND ${after}
		${ordered(asked, limit, name)}`.execute(tx);
	return rows;
}
