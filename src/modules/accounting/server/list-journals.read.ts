import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { tables } from './tables.ts';

export const listJournals = defineOperation({
	name: 'accounting.list-journals',
	summary: 'List the journals',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/journals' },
	input: z.strictObject({}),
	output: z.object({
		journals: z.array(
			z.object({
				id: z.string(),
				code: z.string(),
				label: z.string(),
				kind: z.string(),
				/** Takes entries; otherwise it was put away. */
				active: z.boolean()
			})
		)
	}),
	run: ({ tx, remember }) =>
		remember('journals', async () => {
			const journals = await tables(tx)
				.selectFrom('accounting.journal')
				.select(['id', 'code', 'label', 'kind', 'active'])
				.orderBy('code')
				.execute();
			return { journals };
		})
});
