import { error } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { chosenYear } from '#modules/accounting/index.ts';
import { download, read } from '#platform/page/perform.server.ts';
import { translateCode } from '#platform/server/locale.ts';
import type { RequestHandler } from './$types';

const REPORTS = {
	journal: accounting.exportJournal,
	ledger: accounting.exportLedger,
	'trial-balance': accounting.exportTrialBalance,
	'income-statement': accounting.exportIncomeStatement,
	'balance-sheet': accounting.exportBalanceSheet,
	'cash-position': accounting.exportCashPosition
} as const;

const FORMATS = ['pdf', 'ods', 'xlsx', 'csv'] as const;

/** A report of a year in one file: `?report=income-statement&format=pdf&year=2026`. */
export const GET: RequestHandler = async (event) => {
	const { searchParams } = event.url;
	const name = searchParams.get('report') ?? '';
	const format = FORMATS.find((known) => known === searchParams.get('format')) ?? 'pdf';
	if (!Object.hasOwn(REPORTS, name)) {
		error(404, translateCode('platform.page-not-found', {}, event.locals.locale));
	}
	const fiscalYearId = await chosenYear({
		url: event.url,
		parent: () => read(event, accounting.listFiscalYears, {})
	});
	return download(event, REPORTS[name as keyof typeof REPORTS], { fiscalYearId, format });
};
