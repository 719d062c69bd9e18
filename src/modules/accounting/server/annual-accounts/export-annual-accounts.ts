import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import { defineDownload } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Locale } from '#platform/server/actor.ts';
import type { PrintedBlock } from '#platform/server/pdf/document.ts';
import { PDF_MEDIA_TYPE, printDocument } from '#platform/server/pdf/print.ts';
import { incomeStatement } from '#modules/accounting/domain/income-statement.ts';
import { balanceSheet } from '#modules/accounting/domain/balance-sheet.ts';
import { balanceSheetTables, incomeStatementTables, periodNote } from '../export-statements.ts';
import { fundsTable } from '../dedicated-funds/export-dedicated-funds.ts';
import { tableBlocks } from '../report.ts';
import type { ReportTable } from '../report.ts';
import { statementReadInput } from '../statement-fields.ts';
import { trialBalance } from '../trial-balance.read.ts';
import { loadStatementYears } from '../year-balances.ts';
import type { StatementYears } from '../year-balances.ts';
import { loadNotes } from './notes.ts';
import type { Note } from './notes.ts';

export const exportAnnualAccounts = defineDownload({
	name: 'accounting.export-annual-accounts',
	summary:
		'Download the annual accounts of a year: balance sheet, income statement and notes, as PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/annual-account-exports' },
	mediaTypes: [PDF_MEDIA_TYPE],
	input: statementReadInput,
	async run(context, { fiscalYearId, layout }) {
		const { tx, today, actor, association } = context;
		const { locale } = actor;
		const years = await loadStatementYears(context, fiscalYearId);
		const notes = await loadNotes(tx, years.year.id, locale);
		const movements = await movementsOf(context, years.year.id, locale);
		return printDocument({
			title: m.accounting_report_title_annual_accounts({ year: years.year.code }, { locale }),
			association: association.name,
			date: today,
			locale,
			blocks: bookletOf(years, { layout, notes, movements, locale })
		});
	}
});

interface Contents {
	readonly layout: 'full' | 'simplified';
	readonly notes: readonly Note[];
	readonly movements: Readonly<Record<string, ReportTable | undefined>>;
	readonly locale: Locale;
}

/** Cover, balance sheet, income statement, then the notes; each part on a page of its own. */
function* bookletOf(
	years: StatementYears,
	{ layout, notes, movements, locale }: Contents
): Generator<PrintedBlock> {
	const { totalAssetsCents } = balanceSheet(years.current, years.previous);
	const { resultCents } = incomeStatement(years.current, years.previous);
	const sheetTitle = m.accounting_page_balance_sheet({}, { locale });
	const statementTitle = m.accounting_page_income_statement({}, { locale });
	const notesTitle = m.accounting_note_title({}, { locale });
	const amount = formatCents(Math.abs(resultCents), locale);
	yield { kind: 'paragraph', text: `${periodNote(years.year, locale)}.` };
	yield {
		kind: 'paragraph',
		text: m.accounting_page_sheet_total(
			{ amount: formatCents(totalAssetsCents, locale) },
			{ locale }
		)
	};
	const result = resultCents < 0 ? m.accounting_ui_result_deficit : m.accounting_ui_result_surplus;
	yield { kind: 'paragraph', text: `${result({ amount }, { locale })}.` };
	for (const part of [sheetTitle, statementTitle, notesTitle]) {
		yield { kind: 'paragraph', text: `– ${part}` };
	}
	yield { kind: 'new-page' };
	yield { kind: 'heading', text: sheetTitle };
	yield* tableBlocks(balanceSheetTables(years, layout, locale), locale);
	yield { kind: 'new-page' };
	yield { kind: 'heading', text: statementTitle };
	yield* tableBlocks(incomeStatementTables(years, layout, locale), locale);
	yield { kind: 'new-page' };
	yield { kind: 'heading', text: notesTitle };
	for (const { section, title, body } of notes) {
		yield { kind: 'heading', text: title };
		for (const text of body.split(/\n+/)) yield { kind: 'paragraph', text };
		const table = movements[section];
		if (table) yield* tableBlocks([table], locale);
	}
}

/** What the year did to fixed assets, and to dedicated funds; nothing for what there is none of. */
async function movementsOf(context: OperationContext, fiscalYearId: string, locale: Locale) {
	const { accounts } = await trialBalance.run(context, { fiscalYearId });
	const columns = (increase: string, decrease: string): ReportTable['columns'] => [
		{ key: 'account', label: m.accounting_ui_account({}, { locale }), kind: 'text', weight: 3 },
		{ key: 'opening', label: m.accounting_report_column_opening({}, { locale }), kind: 'money' },
		{ key: 'increase', label: increase, kind: 'money' },
		{ key: 'decrease', label: decrease, kind: 'money' },
		{ key: 'closing', label: m.accounting_report_column_closing({}, { locale }), kind: 'money' }
	];
	const table = (
		pattern: RegExp,
		sign: 1 | -1,
		[increase, decrease]: readonly [string, string]
	): ReportTable | undefined => {
		const rows = accounts
			.filter(({ code }) => pattern.test(code))
			.map(({ code, label, openingCents, debitCents, creditCents, closingCents }) => ({
				cells: {
					account: `${code} ${label}`,
					opening: sign * openingCents || 0,
					increase: sign > 0 ? debitCents : creditCents,
					decrease: sign > 0 ? creditCents : debitCents,
					closing: sign * closingCents || 0
				}
			}));
		return rows.length > 0 ? { columns: columns(increase, decrease), rows } : undefined;
	};
	const funds = await fundsTable(context, fiscalYearId);
	return {
		'fixed-assets': table(/^2/, 1, [
			m.accounting_note_increase({}, { locale }),
			m.accounting_note_decrease({}, { locale })
		]),
		// Those that are not followed one by one are told by account.
		'dedicated-funds': funds.empty
			? table(/^19/, -1, [
					m.accounting_note_carried({}, { locale }),
					m.accounting_note_used({}, { locale })
				])
			: funds.table
	};
}
