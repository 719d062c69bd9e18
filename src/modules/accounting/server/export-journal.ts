import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { entryNumber } from '../domain/journal.ts';
import { entriesMatching, entryFilter } from './entries-matching.ts';
import { periodNote } from './export-statements.ts';
import { chosenYear } from './fiscal-years.ts';
import { linesOfYear } from './lines-of-year.ts';
import type { YearLine } from './lines-of-year.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from './report.ts';
import type { ReportColumn, ReportRow } from './report.ts';
import { statementInput } from './statement-fields.ts';

const exportInput = statementInput.extend({
	format: reportFormat.default('csv'),
	...entryFilter
});

export const exportJournal = defineDownload({
	name: 'accounting.export-journal',
	summary:
		'Download the journal of a year, or the entries of it that a filter lets through, line by line, as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/journal-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: exportInput,
	async run(context, { fiscalYearId, format, ...filter }) {
		const year = await chosenYear(context, fiscalYearId);
		const { locale } = context.actor;
		const matching = await entriesMatching(context.tx, year, filter);
		const lines = linesOfYear(context.tx, year.id, 'journal', matching);
		const period = periodNote(year, locale);
		const chosen = m.accounting_report_chosen_entries({ period }, { locale });
		return writeReport(
			context,
			{
				title: m.accounting_report_title_journal({ year: year.code }, { locale }),
				note: matching.length > 0 ? chosen : period,
				orientation: 'landscape',
				tables: [{ columns: journalColumns(locale), rows: journalRows(lines, year.code, locale) }]
			},
			format
		);
	}
});

function journalColumns(locale: Locale): ReportColumn[] {
	const l = { locale };
	return [
		{ key: 'date', label: m.accounting_report_column_date({}, l), kind: 'day', weight: 1.1 },
		{ key: 'number', label: m.accounting_report_column_number({}, l), kind: 'text', weight: 1.6 },
		{
			key: 'journal',
			label: m.accounting_report_column_journal({}, l),
			kind: 'text',
			filesOnly: true
		},
		{ key: 'account', label: m.accounting_report_column_account({}, l), kind: 'text' },
		{
			key: 'accountLabel',
			label: m.accounting_report_column_account_label({}, l),
			kind: 'text',
			weight: 2.4
		},
		{ key: 'label', label: m.accounting_report_column_label({}, l), kind: 'text', weight: 3 },
		{ key: 'reference', label: m.accounting_report_column_reference({}, l), kind: 'text' },
		{
			key: 'thirdParty',
			label: m.accounting_report_column_third_party({}, l),
			kind: 'text',
			filesOnly: true
		},
		{ key: 'debit', label: m.accounting_report_column_debit({}, l), kind: 'money', weight: 1.2 },
		{ key: 'credit', label: m.accounting_report_column_credit({}, l), kind: 'money', weight: 1.2 },
		{
			key: 'validated',
			label: m.accounting_report_column_validated({}, l),
			kind: 'day',
			filesOnly: true
		}
	];
}

/** The cells that a line gives, in a journal or a ledger. */
export function lineCells(line: YearLine, yearCode: string) {
	return {
		date: line.date,
		number: entryNumber(line.journalCode, yearCode, line.number),
		journal: line.journalCode,
		account: line.accountCode,
		accountLabel: line.accountLabel,
		label: line.lineLabel ?? line.entryLabel,
		reference: line.reference,
		thirdParty: line.thirdParty,
		debit: line.debitCents || null,
		credit: line.creditCents || null,
		validated: line.validatedOn
	};
}

async function* journalRows(
	lines: AsyncIterable<YearLine>,
	yearCode: string,
	locale: Locale
): AsyncGenerator<ReportRow> {
	const total = { debit: 0, credit: 0 };
	for await (const line of lines) {
		total.debit += line.debitCents;
		total.credit += line.creditCents;
		yield { cells: lineCells(line, yearCode) };
	}
	const label = m.accounting_report_total({}, { locale });
	yield { cells: { label, ...total }, weight: 'total', paperOnly: true };
}
