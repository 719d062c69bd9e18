import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';

const importLine = z.object({
	id: z.string(),
	fileName: z.string(),
	state: z.enum(['draft', 'kept', 'undone']),
	/** Lines kept; null until then. */
	kept: z.int().nullable(),
	createdAt: z.date(),
	/** Name of the account that dropped the file. */
	by: z.string().nullable()
});

export const listImports = defineOperation({
	name: 'banking.list-imports',
	summary: 'List the files of banks that were imported, newest first',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/imports' },
	input: z.strictObject({
		/** Imports older than this one. */
		before: z.uuid().optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({ imports: z.array(importLine), next: z.string().nullable() }),
	async run({ tx }, { before, limit }) {
		const { rows } = await sql<z.output<typeof importLine>>`
			SELECT i.id, i.file_name AS "fileName", i.state, (i.totals->>'kept')::int AS kept,
				i.created_at AS "createdAt", a.name AS by
			FROM banking.import i LEFT JOIN platform.known_account a ON a.account_id = i.created_by
			WHERE ${before === undefined ? sql`true` : sql`i.id < ${before}::uuid`}
			ORDER BY i.id DESC LIMIT ${limit + 1}`.execute(tx);
		const shown = rows.slice(0, limit);
		return { imports: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
	}
});
