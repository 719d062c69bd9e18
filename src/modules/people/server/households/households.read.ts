import { sql } from 'kysely';
import { z } from 'zod';
import { fold } from '#shared/text.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { allowOwn } from '../self/own-person.ts';
import {
	householdsByIds,
	householdsOfPerson,
	householdView,
	loadHousehold
} from './household-row.ts';

export const listHouseholds = defineOperation({
	name: 'people.list-households',
	summary: 'Lists the households by name, with their members.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/households' },
	input: z.strictObject({
		/** Part of the name of the household or of one of its members. */
		search: z.string().max(200).default(''),
		cursor: z.string().max(1_000).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({ households: z.array(householdView), next: z.string().nullable() }),
	async run({ tx }, { search, cursor, limit }) {
		const after = cursor === undefined ? undefined : readCursor(cursor);
		const pattern = `%${fold(search)}%`;
		const found =
			fold(search) === ''
				? sql`true`
				: sql`(h.name_key LIKE ${pattern} OR EXISTS (
						SELECT FROM people.household_member m
						JOIN people.person p ON p.association_id = m.association_id AND p.id = m.person_id
						WHERE m.association_id = h.association_id AND m.household_id = h.id
							AND p.search LIKE ${pattern}))`;
		const { rows } = await sql<{ id: string; key: string }>`
			SELECT h.id, h.name_key AS key FROM people.household h
			WHERE ${found} AND ${after ? sql`(h.name_key, h.id) > (${after.key}, ${after.id}::uuid)` : sql`true`}
			ORDER BY h.name_key, h.id LIMIT ${limit + 1}`.execute(tx);
		const shown = rows.slice(0, limit);
		const last = rows.length > limit ? shown.at(-1) : undefined;
		const households = await householdsByIds(
			tx,
			shown.map(({ id }) => id)
		);
		return { households: [...households], next: last ? writeCursor(last) : null };
	}
});

export const getHousehold = defineOperation({
	name: 'people.get-household',
	summary: 'Shows one household and its members.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/households/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: householdView,
	run: ({ tx }, { id }) => loadHousehold(tx, id)
});

export const personHouseholds = defineOperation({
	name: 'people.person-households',
	summary: 'Shows the households of one person; members see their own only.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/persons/{id}/households' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ households: z.array(householdView) }),
	async run(context, { id }) {
		await allowOwn(context, id, 'people.read');
		return { households: [...(await householdsOfPerson(context.tx, id))] };
	}
});
