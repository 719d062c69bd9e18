import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { PERSON_KINDS } from '../domain/person.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { PeopleFilter } from './people-filter.ts';
import { matching, pageOf, peopleFilter, sortKey } from './people-filter.ts';

/** A line of a list: what fits on it, nothing more. */
export const personLine = z.object({
	id: z.uuid(),
	kind: z.enum(PERSON_KINDS),
	displayName: z.string(),
	number: z.string().nullable(),
	email: z.string().nullable(),
	phone: z.string().nullable(),
	city: z.string().nullable(),
	category: z.string().nullable(),
	joinedOn: z.string().nullable(),
	archived: z.boolean()
});
export type PersonLine = z.output<typeof personLine>;

export const LINE_COLUMNS = sql`p.id, p.kind, p.display_name AS "displayName", p.number, p.email,
	p.phone, p.city, p.category, p.joined_on AS "joinedOn", p.archived_at IS NOT NULL AS archived`;

export const listPersons = defineOperation({
	name: 'people.list-persons',
	summary: 'Lists people by page, searched, filtered and sorted.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/persons' },
	input: peopleFilter.extend({
		cursor: z.string().max(1_000).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		/** How many people the filter finds, on all pages. */
		total: z.int(),
		persons: z.array(personLine),
		/** The cursor of the next page; `null` on the last. */
		next: z.string().nullable()
	}),
	async run({ tx }, input) {
		const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor);
		const { rows } = await sql<PersonLine & { key: string }>`
			SELECT ${LINE_COLUMNS}, ${sortKey(input)} AS key
			FROM people.person p ${pageOf(input, cursor, input.limit + 1)}`.execute(tx);
		const total = await countPeople(tx, input, cursor ? undefined : rows.length, input.limit);
		const shown = rows.slice(0, input.limit);
		const last = rows.length > input.limit ? shown.at(-1) : undefined;
		return {
			total,
			persons: shown.map(({ key: _, ...line }) => line),
			next: last ? writeCursor(last) : null
		};
	}
});

/** A first page that isn't full has already been counted. */
async function countPeople(
	tx: Tx,
	filter: PeopleFilter,
	onFirstPage: number | undefined,
	limit: number
): Promise<number> {
	if (onFirstPage !== undefined && onFirstPage <= limit) return onFirstPage;
	const { rows } = await sql<{ total: number }>`
		SELECT count(*) AS total FROM people.person p WHERE ${matching(filter)}`.execute(tx);
	return rows[0]?.total ?? 0;
}
