import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { verifyIntegrity } from './verify-integrity.ts';

export const checkIntegrity = defineOperation({
	name: 'accounting.check-integrity',
	summary: 'Compute the chain of hashes of the locked years again, and say where it breaks',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/integrity' },
	input: z.strictObject({}),
	output: z.object({
		years: z.array(
			z.object({
				fiscalYearId: z.string(),
				code: z.string(),
				lockedAt: z.string(),
				entries: z.int(),
				seal: z.string(),
				broken: z
					.object({
						kind: z.enum(['changed', 'missing', 'added', 'seal-differs']),
						position: z.int().nullable(),
						number: z.string().nullable(),
						entryId: z.string().nullable()
					})
					.nullable()
			})
		)
	}),
	async run({ tx }) {
		const years = await verifyIntegrity(tx);
		return {
			years: years.map(({ year, entries, broken }) => ({
				fiscalYearId: year.id,
				code: year.code,
				lockedAt: year.lockedAt?.toISOString() ?? '',
				entries,
				seal: year.seal ?? '',
				broken
			}))
		};
	}
});
