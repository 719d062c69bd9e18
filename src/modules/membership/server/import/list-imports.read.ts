import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { importTotals } from './describe-import.ts';

const importLine = z.object({
	id: z.uuid(),
	fileName: z.string(),
	state: z.enum(['draft', 'committed', 'undone']),
	/** Lines by outcome; `null` until committed. */
	totals: importTotals.nullable(),
	createdAt: z.date(),
	/** Name of the account that dropped the file. */
	by: z.string().nullable()
});

export const listImports = defineOperation({
	name: 'membership.list-imports',
	summary: 'Lists the imports of memberships, newest first.',
	permission: 'membership.enrol',
	kind: 'query',
	http: { method: 'get', path: '/membership/imports' },
	input: z.strictObject({
		/** Imports older than this one. */
		before: z.uuid().optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		imports: z.array(importLine),
		/** To be given as `before` for the next page. */
		next: z.uuid().nullable()
	}),
	async run({ tx }, { before, limit }) {
		// Ids are ordered by time of creation (UUIDv7).
		const { rows } = await sql<z.output<typeof importLine>>`
			SELECT i.id, i.file_name AS "fileName", i.state, i.totals, i.created_at AS "createdAt",
				a.name AS by
			FROM membership.import i LEFT JOIN platform.known_account a ON a.account_id = i.created_by
			WHERE ${before === undefined ? sql`true` : sql`i.id < ${before}::uuid`}
			ORDER BY i.id DESC LIMIT ${limit + 1}`.execute(tx);
		const shown = rows.slice(0, limit);
		return { imports: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
	}
});
