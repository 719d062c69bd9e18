import { z } from 'zod';
import { defineDownload } from '#platform/server/operation.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import { CHART_COLUMNS, CHART_LAYOUTS, chartCells } from '#modules/accounting/domain/chart-file.ts';
import { idField } from '../fields.ts';
import { chosenYear } from '../fiscal-years.ts';
import { wholeChart } from './whole-chart.ts';

export const exportChart = defineDownload({
	name: 'accounting.export-chart',
	summary: 'Download the chart of accounts of a year, in the columns of Paheko or in all of ours',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/chart-exports' },
	mediaTypes: TABLE_MEDIA_TYPES,
	input: z.strictObject({
		fiscalYearId: idField.optional(),
		layout: z.enum(CHART_LAYOUTS).default('essaim'),
		format: z.enum(['csv', 'xlsx', 'ods']).default('csv')
	}),
	async run(context, { fiscalYearId, layout, format }) {
		const { tx } = context;
		const { chart } = await chosenYear(context, fiscalYearId);
		const accounts = await wholeChart(tx, chart);
		const columns = CHART_COLUMNS[layout].map((key) => ({
			key,
			label: key,
			kind: 'text' as const
		}));
		const rows = accounts.map((account) => chartCells(account, layout));
		return writeTable({ name: `${chart}-${layout}`, columns, rows }, format);
	}
});
