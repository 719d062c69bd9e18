import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { contains } from '../domain/fiscal-year.ts';
import { knownYears } from './fiscal-years.ts';

export const listFiscalYears = defineOperation({
	name: 'accounting.list-fiscal-years',
	summary: 'List the fiscal years, oldest first',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/fiscal-years' },
	input: z.strictObject({}),
	output: z.object({
		years: z.array(
			z.object({
				id: z.string(),
				code: z.string(),
				chart: z.string(),
				start: z.string(),
				end: z.string(),
				closed: z.boolean(),
				/** For good: it can't be reopened. */
				locked: z.boolean(),
				/** Today falls in it. */
				current: z.boolean()
			})
		)
	}),
	async run(context) {
		const years = await knownYears(context);
		return {
			years: years.map(({ id, code, chart, start, end, closed, locked }) => {
				const current = contains({ start, end }, context.today);
				return { id, code, chart, start, end, closed, locked, current };
			})
		};
	}
});
