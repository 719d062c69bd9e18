import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { lineCells } from './export-journal.ts';
import { periodNote } from './export-statements.ts';
import { chosenYear } from './fiscal-years.ts';
import { linesOfYear } from './lines-of-year.ts';
import type { YearLine } from './lines-of-year.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from './report.ts';
import type { ReportColumn, ReportRow } from './report.ts';
import { statementInput } from './statement-fields.ts';

export const exportLedger = defineDownload({
	name: 'accounting.export-ledger',
	summary: 'Download the general ledger of a year, account by account, as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/ledger-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: statementInput.extend({ format: reportFormat.default('csv') }),
	async run(context, { fiscalYearId, format }) {
		const year = await chosenYear(context, fiscalYearId);
		const { locale } = context.actor;
		const lines = linesOfYear(context.tx, year.id, 'ledger');
		return writeReport(
			context,
			{
				title: m.accounting_report_title_ledger({ year: year.code }, { locale }),
				note: periodNote(year, locale),
				orientation: 'landscape',
				tables: [{ columns: ledgerColumns(locale), rows: ledgerRows(lines, year.code, locale) }]
			},
			format
		);
	}
});

function ledgerColumns(locale: Locale): ReportColumn[] {
	const l = { locale };
	return [
		{
			key: 'account',
			label: m.accounting_report_column_account({}, l),
			kind: 'text',
			filesOnly: true
		},
		{
			key: 'accountLabel',
			label: m.accounting_report_column_account_label({}, l),
			kind: 'text',
			filesOnly: true
		},
		{ key: 'date', label: m.accounting_report_column_date({}, l), kind: 'day' },
		{ key: 'number', label: m.accounting_report_column_number({}, l), kind: 'text', weight: 1.5 },
		{ key: 'label', label: m.accounting_report_column_label({}, l), kind: 'text', weight: 4 },
		{ key: 'reference', label: m.accounting_report_column_reference({}, l), kind: 'text' },
		{ key: 'debit', label: m.accounting_report_column_debit({}, l), kind: 'money', weight: 1.2 },
		{ key: 'credit', label: m.accounting_report_column_credit({}, l), kind: 'money', weight: 1.2 },
		{ key: 'balance', label: m.accounting_report_column_balance({}, l), kind: 'money', weight: 1.2 }
	];
}

/** Lines with the running balance of their account (debits less credits); on paper, its name and its total. */
async function* ledgerRows(
	lines: AsyncIterable<YearLine>,
	yearCode: string,
	locale: Locale
): AsyncGenerator<ReportRow> {
	let account = '';
	let sums = { debit: 0, credit: 0 };
	const totalRow = (): ReportRow => ({
		cells: {
			...sums,
			label: m.accounting_report_account_total({ account }, { locale }),
			balance: sums.debit - sums.credit
		},
		weight: 'total',
		paperOnly: true
	});
	for await (const line of lines) {
		if (line.accountCode !== account) {
			if (account) yield totalRow();
			account = line.accountCode;
			sums = { debit: 0, credit: 0 };
			const label = `${account} ${line.accountLabel}`;
			yield { cells: { label }, weight: 'group', paperOnly: true };
		}
		sums.debit += line.debitCents;
		sums.credit += line.creditCents;
		yield { cells: { ...lineCells(line, yearCode), balance: sums.debit - sums.credit } };
	}
	if (account) yield totalRow();
}
