import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { CHART_VERSIONS } from '../domain/chart.ts';
import { dayField } from './fields.ts';
import { openYear } from './open-year.ts';

export const openFiscalYear = defineOperation({
	name: 'accounting.open-fiscal-year',
	summary: 'Open the fiscal year that follows the others, or the first one',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fiscal-years', success: 201 },
	input: z.strictObject({
		start: dayField,
		end: dayField,
		chart: z.enum(CHART_VERSIONS).optional()
	}),
	output: z.object({ fiscalYearId: z.string(), code: z.string() }),
	async run(context, { start, end, chart }) {
		const { id, code } = await openYear(context, { start, end }, chart);
		context.about('fiscal-year', id, { code });
		return { fiscalYearId: id, code };
	}
});
