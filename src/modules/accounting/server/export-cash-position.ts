import { formatMonth } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import { defineDownload } from '#platform/server/operation.ts';
import { readCashPosition } from './cash-position.read.ts';
import { periodNote } from './export-statements.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from './report.ts';
import type { ReportColumn, ReportRow } from './report.ts';
import { statementInput } from './statement-fields.ts';

export const exportCashPosition = defineDownload({
	name: 'accounting.export-cash-position',
	summary:
		'Download the money at bank and in cash of a year, month by month, as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/cash-position-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: statementInput.extend({ format: reportFormat.default('pdf') }),
	async run(context, { format, ...input }) {
		const { locale } = context.actor;
		const position = await readCashPosition.run(context, input);
		const { year, openingCents } = position;
		const columns: ReportColumn[] = [
			{ key: 'month', label: m.accounting_page_month({}, { locale }), kind: 'text', weight: 2 },
			{ key: 'in', label: m.accounting_page_money_in({}, { locale }), kind: 'money' },
			{ key: 'out', label: m.accounting_page_money_out({}, { locale }), kind: 'money' },
			{ key: 'balance', label: m.accounting_report_column_balance({}, { locale }), kind: 'money' }
		];
		const opening: ReportRow = {
			cells: { month: m.accounting_report_column_opening({}, { locale }), balance: openingCents }
		};
		const rowsOf = (months: typeof position.months) =>
			months.map(({ month, inCents, outCents, balanceCents }) => ({
				cells: {
					month: formatMonth(`${month}-01` as Day, locale),
					in: inCents,
					out: outCents,
					balance: balanceCents
				}
			}));
		const several = position.accounts.length > 1 ? position.accounts : [];
		return writeReport(
			context,
			{
				title: m.accounting_report_title_cash({ year: year.code }, { locale }),
				note: periodNote({ start: year.start as Day, end: year.end as Day }, locale),
				tables: [
					{ columns, rows: [opening, ...rowsOf(position.months)] },
					...several.map(({ code, label, months }) => ({
						heading: `${code} ${label}`,
						columns,
						rows: rowsOf(months)
					}))
				]
			},
			format
		);
	}
});
