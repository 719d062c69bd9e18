import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { periodNote } from '../export-statements.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from '../report.ts';
import type { ReportColumn, ReportTable } from '../report.ts';
import { statementInput } from '../statement-fields.ts';
import { listDedicatedFunds } from './list-dedicated-funds.read.ts';

export const exportDedicatedFunds = defineDownload({
	name: 'accounting.export-dedicated-funds',
	summary: 'Download the table of the dedicated funds of a year as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/dedicated-fund-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: statementInput.extend({ format: reportFormat.default('pdf') }),
	async run(context, { format, fiscalYearId }) {
		const { locale } = context.actor;
		const { year, table } = await fundsTable(context, fiscalYearId);
		return writeReport(
			context,
			{
				title: m.accounting_fund_table_title({ year: year.code }, { locale }),
				note: periodNote({ start: year.start as Day, end: year.end as Day }, locale),
				orientation: 'landscape',
				tables: [table]
			},
			format
		);
	}
});

/** The table that the notes have (ANC 2018-06, art. 432-22); also for the booklet. */
export async function fundsTable(context: OperationContext, fiscalYearId: string | undefined) {
	const { locale } = context.actor;
	const { year, funds, totals } = await listDedicatedFunds.run(context, { fiscalYearId });
	const rows = funds.map((fund) => ({
		cells: { fund: fund.label, funder: fund.funder, ...figuresOf(fund) }
	}));
	const total = {
		cells: { fund: m.accounting_report_total({}, { locale }), ...figuresOf(totals) },
		weight: 'total' as const,
		paperOnly: true
	};
	const table: ReportTable = { columns: columnsIn(locale), rows: [...rows, total] };
	return { year, table, empty: funds.length === 0 };
}

type Figures = Awaited<ReturnType<typeof listDedicatedFunds.run>>['totals'];

function figuresOf(row: Figures) {
	return {
		opening: row.openingCents,
		carried: row.carriedCents,
		used: row.usedCents,
		transferred: row.transferredCents,
		closing: row.closingCents
	};
}

function columnsIn(locale: Locale): ReportColumn[] {
	const l = { locale };
	return [
		{ key: 'fund', label: m.accounting_fund_purpose({}, l), kind: 'text', weight: 3 },
		{ key: 'funder', label: m.accounting_asset_funder({}, l), kind: 'text', weight: 2 },
		{ key: 'opening', label: m.accounting_report_column_opening({}, l), kind: 'money' },
		{ key: 'carried', label: m.accounting_note_carried({}, l), kind: 'money' },
		{ key: 'used', label: m.accounting_note_used({}, l), kind: 'money' },
		{ key: 'transferred', label: m.accounting_fund_transfers({}, l), kind: 'money' },
		{ key: 'closing', label: m.accounting_report_column_closing({}, l), kind: 'money' }
	];
}
