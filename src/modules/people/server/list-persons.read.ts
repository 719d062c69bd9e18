import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation, type OperationContext } from '#platform/server/operation.ts';
import { PERSON_KINDS } from '../domain/person.ts';
import type { Cursor } from './cursor.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { ReadyFilter } from './people-filter.ts';
import { following, ordered, peopleFilter, readFilter, sortKey } from './people-filter.ts';

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
	p.phone, p.city, p.category, p.joined_on AS "joinedOn", p.archived`;

export const listPersons = defineOperation({
	name: 'people.list-persons',
	summary: 'Lists people by page, searched, filtered and sorted; leaders see those whom they lead.',
	permission: 'people.lead',
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
	async run(context, input) {
		const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor);
		const ready = { ...(await readFilter(context, input)), limit: input.limit };
		const { rows, total } = isIndexed(ready)
			? await readByIndex(context, ready, cursor)
			: await readByScan(context, ready, cursor);
		const shown = rows.slice(0, input.limit);
		const last = rows.length > input.limit ? shown.at(-1) : undefined;
		return {
			total,
			persons: shown.map(({ key: _, ...line }) => line),
			next: last ? writeCursor(last) : null
		};
	}
});

interface Page {
	/** One more than the page holds, when another follows. */
	readonly rows: readonly (PersonLine & Cursor)[];
	readonly total: number;
}

type Asked = ReadyFilter & { readonly limit: number };

/** Whether an index gives the first rows at once; the others are only known once all have been read. */
function isIndexed({ filter, within }: Asked): boolean {
	const { search, where, sort, direction, status } = filter;
	if (search.trim() !== '' || where !== '' || within) return false;
	return (sort === 'name' && status !== 'all') || (sort === 'number' && direction === 'asc');
}

async function readByIndex(
	context: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<Page> {
	const key = sortKey(asked);
	const { rows } = await sql<PersonLine & Cursor>`
		SELECT ${LINE_COLUMNS}, ${key} AS key
		FROM people.person p
		WHERE ${asked.where} AND ${following(asked, cursor, key)}
		${ordered(asked, asked.limit + 1, key)}`.execute(context.tx);
	const isWhole = !cursor && rows.length <= asked.limit;
	return { rows, total: isWhole ? rows.length : await countPeople(context, asked) };
}

/** Finds, counts and sorts in one pass over narrow rows, then reads those of the page. */
async function readByScan(
	context: OperationContext,
	asked: Asked,
	cursor: Cursor | undefined
): Promise<Page> {
	const { rows } = await sql<PersonLine & Cursor & { total: number }>`
		WITH found AS MATERIALIZED (
			SELECT p.id, ${sortKey(asked)} AS key FROM people.person p WHERE ${asked.where}
		), page AS (
			SELECT id, key FROM found
			WHERE ${following(asked, cursor, sql`key`, sql`id`)}
			${ordered(asked, asked.limit + 1, sql`key`, sql`id`)}
		)
		SELECT ${LINE_COLUMNS}, page.key, (SELECT count(*) FROM found) AS total
		FROM page JOIN people.person p ON p.id = page.id
		${ordered(asked, asked.limit + 1, sql`page.key`, sql`page.id`)}`.execute(context.tx);
	const total = rows[0]?.total ?? (cursor ? await countPeople(context, asked) : 0);
	return { rows: rows.map(({ total: _, ...row }) => row), total };
}

function countPeople(
	{ tx, remember }: OperationContext,
	{ filter, where, within }: Asked
): Promise<number> {
	const { sort: _, direction: __, ...found } = filter;
	const key = JSON.stringify([peopleFilter.strip().parse(found), within]);
	return remember(`people ${key}`, async () => {
		const { rows } = await sql<{ total: number }>`
			SELECT count(*) AS total FROM people.person p WHERE ${where}`.execute(tx);
		return rows[0]?.total ?? 0;
	});
}
