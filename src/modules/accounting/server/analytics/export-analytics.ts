import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import { defineDownload } from '#platform/server/operation.ts';
import { periodNote, writtenRows } from '../export-statements.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from '../report.ts';
import type { ReportColumn, ReportRow } from '../report.ts';
import { readAxisResults } from './axis-results.read.ts';
import { readValueStatement } from './value-statement.read.ts';

export const exportAxisResults = defineDownload({
	name: 'accounting.export-axis-results',
	summary: 'Download income, expenses and result of each project as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/axis-result-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: readAxisResults.input.extend({ format: reportFormat.default('pdf') }),
	async run(context, { format, ...input }) {
		const { locale } = context.actor;
		const { year, axes, axisId, values, unshared, total } = await readAxisResults.run(
			context,
			input
		);
		const axis =
			axes.find(({ id }) => id === axisId)?.label ?? m.accounting_axis_projects({}, { locale });
		const columns: ReportColumn[] = [
			{ key: 'label', label: axis, kind: 'text', weight: 3 },
			{ key: 'income', label: m.accounting_page_incomes({}, { locale }), kind: 'money' },
			{ key: 'expenses', label: m.accounting_page_expenses({}, { locale }), kind: 'money' },
			{ key: 'result', label: m.accounting_page_result({}, { locale }), kind: 'money' }
		];
		const row = (label: string, each: typeof total): ReportRow => ({
			cells: {
				label,
				income: each.incomeCents,
				expenses: each.expensesCents,
				result: each.resultCents
			}
		});
		const rows: ReportRow[] = [
			...values.map((value) => row(value.label, value)),
			row(m.accounting_page_no_value({}, { locale }), unshared),
			{ ...row(m.accounting_report_total({}, { locale }), total), weight: 'total', paperOnly: true }
		];
		return writeReport(
			context,
			{
				title: `${axis} ${year.code}`,
				note: periodNote({ start: year.start as Day, end: year.end as Day }, locale),
				tables: [{ columns, rows }]
			},
			format
		);
	}
});

export const exportValueStatement = defineDownload({
	name: 'accounting.export-value-statement',
	summary: 'Download the income statement of a project as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/axis-values/{valueId}/statement-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: readValueStatement.input.extend({ format: reportFormat.default('pdf') }),
	async run(context, { format, ...input }) {
		const { locale } = context.actor;
		const statement = await readValueStatement.run(context, input);
		const { value, year, previousYear } = statement;
		const columns: ReportColumn[] = [
			{
				key: 'line',
				label: m.accounting_report_column_line({}, { locale }),
				kind: 'text',
				weight: 3
			},
			{ key: 'current', label: year.code, kind: 'money' },
			{ key: 'previous', label: previousYear?.code ?? '—', kind: 'money' }
		];
		const rows = (each: typeof statement.rows) =>
			writtenRows(each, locale, (row) => [row.currentCents, row.previousCents]);
		const inKind = rows(statement.inKindRows);
		return writeReport(
			context,
			{
				title: `${value.label} ${year.code}`,
				note: periodNote({ start: year.start as Day, end: year.end as Day }, locale),
				tables: [
					{ columns, rows: rows(statement.rows) },
					...(inKind.length > 0
						? [{ heading: m.accounting_report_in_kind({}, { locale }), columns, rows: inKind }]
						: [])
				]
			},
			format
		);
	}
});
