import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { keysetInput, pageOf } from '#platform/server/operations/keyset.ts';

interface Row {
	id: string;
	personId: string;
	at: Date;
	by: string | null;
	lastContact: string;
	months: number;
}

export const listAnonymisations = defineOperation({
	name: 'privacy.list-anonymisations',
	summary: 'The journal of anonymised records, newest first: when, by whom, after which retention.',
	permission: 'privacy.manage',
	kind: 'query',
	http: { method: 'get', path: '/privacy/anonymisations' },
	input: z.strictObject(keysetInput),
	output: z.object({
		rows: z.array(
			z.object({
				id: z.uuid(),
				personId: z.uuid(),
				at: z.date(),
				/** Name of the account; `null` for a job, or for somebody who has left. */
				by: z.string().nullable(),
				lastContact: z.string(),
				months: z.int()
			})
		),
		nextCursor: z.string().nullable()
	}),
	async run({ tx }, { cursor, limit }) {
		const { rows } = await sql<Row>`
			SELECT j.id, j.person_id AS "personId", j.at, a.name AS by,
				j.last_contact AS "lastContact", j.months
			FROM privacy.anonymisation j
			LEFT JOIN platform.known_account a
				ON a.association_id = j.association_id AND a.account_id = j.account_id
			WHERE ${cursor ? sql`j.id < ${cursor}` : sql`true`}
			ORDER BY j.id DESC LIMIT ${limit + 1}`.execute(tx);
		return pageOf(rows, limit);
	}
});
