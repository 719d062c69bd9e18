import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { keysetInput, pageOf } from '#platform/server/operations/keyset.ts';
import { dueOn as dayDue } from '../domain/retention.ts';
import type { DueRow } from './due.sql.ts';
import { dueOn } from './due.sql.ts';

export const listDue = defineOperation({
	name: 'privacy.list-due',
	summary: 'Proposes the former members whose record is kept no more, and why it would be.',
	permission: 'privacy.manage',
	kind: 'query',
	http: { method: 'get', path: '/privacy/due' },
	input: z.strictObject({
		...keysetInput,
		/** Those that somebody chose to keep, instead of the others. */
		kept: z.stringbool().or(z.boolean()).default(false)
	}),
	output: z.object({
		rows: z.array(
			z.object({
				id: z.uuid(),
				personName: z.string(),
				category: z.string().nullable(),
				/** The last membership, payment or answer. */
				lastContact: z.string(),
				/** Months that such a record is kept after that. */
				months: z.int(),
				dueOn: z.string(),
				keptReason: z.string().nullable()
			})
		),
		nextCursor: z.string().nullable()
	}),
	async run({ tx, today }, { cursor, limit, kept }) {
		const { rows } = await sql<DueRow>`
			SELECT d.id, d."personName", d.category, d."lastContact", d.months, d."keptReason"
			FROM ${dueOn(today)} d
			WHERE (d."keptReason" IS NOT NULL) = ${kept}
				AND ${cursor ? sql`d.id > ${cursor}` : sql`true`}
			ORDER BY d.id LIMIT ${limit + 1}`.execute(tx);
		return pageOf(
			rows.map((row) => ({ ...row, dueOn: dayDue(row.lastContact, row.months) })),
			limit
		);
	}
});
