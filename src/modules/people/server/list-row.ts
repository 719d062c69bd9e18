import { sql } from 'kysely';
import { z } from 'zod';
import { PERSON_KINDS } from '../domain/person.ts';
import type { Cursor } from './cursor.ts';
import type { ReadyFilter } from './people-filter.ts';

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

/** A line with what it is sorted by. */
export type ListRow = PersonLine & Cursor;

/** What a page of a list is read from. */
export type Asked = ReadyFilter & { readonly limit: number };
