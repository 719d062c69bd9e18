import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { keysetInput, pageOf } from '#platform/server/operations/keyset.ts';
import type { Departure } from './departure-row.ts';
import { DEPARTURE_COLUMNS } from './departure-row.ts';

export const listDepartures = defineOperation({
	name: 'people.list-departures',
	summary:
		'Lists who left by themselves or announced it, the last first, with what was taken back.',
	permission: 'people.write',
	kind: 'query',
	http: { method: 'get', path: '/departures' },
	input: z.strictObject(keysetInput),
	output: z.object({
		rows: z.array(
			z.object({
				id: z.uuid(),
				personId: z.uuid(),
				personName: z.string(),
				leftOn: z.string(),
				reason: z.string().nullable(),
				state: z.enum(['announced', 'left', 'undone'])
			})
		),
		nextCursor: z.string().nullable()
	}),
	async run({ tx }, { cursor, limit }) {
		const { rows } = await sql<Departure & { personName: string }>`
			SELECT ${DEPARTURE_COLUMNS}, p.display_name AS "personName"
			FROM people.departure d
			JOIN people.person p ON p.association_id = d.association_id AND p.id = d.person_id
			WHERE ${cursor ? sql`d.id < ${cursor}` : sql`true`}
			ORDER BY d.id DESC LIMIT ${limit + 1}`.execute(tx);
		return pageOf(
			rows.map(({ effectiveAt, undoneAt, closedAccess: _, ...row }) => ({
				...row,
				state: stateOf(effectiveAt, undoneAt)
			})),
			limit
		);
	}
});

function stateOf(effectiveAt: Date | null, undoneAt: Date | null) {
	if (undoneAt) return 'undone' as const;
	return effectiveAt ? ('left' as const) : ('announced' as const);
}
