import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';

export const countUndecided = defineOperation({
	name: 'accounting.count-undecided',
	summary:
		'Count the entries that wait for somebody: begun and not finished, recurring and fallen due',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/undecided' },
	input: z.strictObject({}),
	output: z.object({
		/** Kept unfinished. */
		drafts: z.int(),
		/** Recurring ones that nobody has posted or skipped yet. */
		due: z.int()
	}),
	run: ({ tx, remember }) =>
		remember('undecided entries', async () => {
			const { rows } = await sql<{ drafts: number; due: number }>`
				select (select count(*) from accounting.entry_draft) as drafts,
					(select count(*) from accounting.recurring_due where state = 'waiting') as due`.execute(tx);
			return rows[0] ?? { drafts: 0, due: 0 };
		})
});
