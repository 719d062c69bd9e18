import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { searchPatterns } from '../domain/person.ts';
import type { Cursor } from './cursor.ts';

/** Which people a list, a count or an export is about, and in which order. */
export const peopleFilter = z.strictObject({
	/** Words of the name, e-mail, number, city, or figures of the telephone: all must be there. */
	search: z.string().max(200).default(''),
	category: z.string().max(100).optional(),
	group: z.uuid().optional(),
	status: z.enum(['active', 'archived', 'all']).default('active'),
	sort: z.enum(['name', 'number', 'joinedOn', 'city']).default('name'),
	direction: z.enum(['asc', 'desc']).default('asc')
});
export type PeopleFilter = z.output<typeof peopleFilter>;

const STATUS = {
	active: [sql`NOT p.archived`],
	archived: [sql`p.archived`],
	all: []
} as const;

/** The `WHERE` of the filter, on `people.person p`. */
export function matching(filter: PeopleFilter): RawBuilder<boolean> {
	const conditions: RawBuilder<unknown>[] = [sql`true`, ...STATUS[filter.status]];
	for (const pattern of searchPatterns(filter.search)) {
		conditions.push(sql`p.search LIKE ${pattern}`);
	}
	if (filter.category !== undefined) conditions.push(sql`p.category = ${filter.category}`);
	if (filter.group !== undefined) {
		conditions.push(sql`p.id IN (
			SELECT g.person_id FROM people.group_member g WHERE g.group_id = ${filter.group})`);
	}
	return sql<boolean>`${sql.join(conditions, sql` AND `)}`;
}

/** What rows are sorted by: a text, never null. Whoever has no such value comes last both ways. */
export function sortKey({ sort, direction }: PeopleFilter): RawBuilder<string> {
	const last = direction === 'asc' ? '~' : '';
	if (sort === 'name') return sql`p.sort_name`;
	if (sort === 'number' && direction === 'asc') return sql`p.number_key`;
	if (sort === 'number') return sql`coalesce(nullif(p.number_key, '~'), '')`;
	const value = sort === 'city' ? sql`p.sort_city` : sql`p.joined_on::text`;
	return sql`coalesce(${value}, ${last}) COLLATE "C" || ' ' || p.sort_name`;
}

type Column = RawBuilder<unknown>;

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The rows after a cursor. On the first page too the order is said, so that an index on it is chosen. */
export function following(
	filter: PeopleFilter,
	cursor: Cursor | undefined,
	key: Column = sortKey(filter),
	id: Column = sql`p.id`
): Column {
	if (filter.direction === 'desc') {
		return cursor ? sql`(${key}, ${id}) < (${cursor.key}, ${cursor.id}::uuid)` : sql`true`;
	}
	const after = cursor ?? { key: '', id: NOBODY };
	return sql`(${key}, ${id}) > (${after.key}, ${after.id}::uuid)`;
}

export function ordered(
	filter: PeopleFilter,
	limit: number,
	key: Column = sortKey(filter),
	id: Column = sql`p.id`
): Column {
	const order = filter.direction === 'asc' ? sql`ASC` : sql`DESC`;
	return sql`ORDER BY ${key} ${order}, ${id} ${order} LIMIT ${limit}`;
}
