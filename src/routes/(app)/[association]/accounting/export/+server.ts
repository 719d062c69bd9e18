import { error } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { chosenAccounts, chosenDays, chosenLayout, chosenYear } from '#modules/accounting/index.ts';
import { download, read } from '#platform/page/perform.server.ts';
import { translateCode } from '#platform/server/locale.ts';
import { journalFilter } from '../journal-filter.server.ts';
import type { RequestHandler } from './$types';

const nothing = () => ({});
const layout = (url: URL) => ({ layout: chosenLayout(url) });
/** As the page shows it; a journal is told in its order all the same. */
const journal = ({ searchParams }: URL) => {
	const { order: _, ...filter } = journalFilter(searchParams);
	return filter;
};
const axis = ({ searchParams }: URL) => ({ axisId: searchParams.get('axis') ?? undefined });
const value = (url: URL) => ({ ...layout(url), valueId: url.searchParams.get('value') ?? '' });
const project = ({ searchParams }: URL) => ({ valueId: searchParams.get('value') ?? undefined });
const days = (url: URL) => ({ ...chosenDays(url), accounts: chosenAccounts(url) });
const balance = (url: URL) => ({
	...days(url),
	auxiliary: url.searchParams.get('auxiliary') === '1' || undefined
});

/** Each report, and what of the address narrows it. */
const REPORTS = {
	journal: [accounting.exportJournal, journal],
	ledger: [accounting.exportLedger, nothing],
	'trial-balance': [accounting.exportTrialBalance, balance],
	'income-statement': [accounting.exportIncomeStatement, layout],
	'balance-sheet': [accounting.exportBalanceSheet, layout],
	'cash-position': [accounting.exportCashPosition, nothing],
	'axis-results': [accounting.exportAxisResults, axis],
	'value-statement': [accounting.exportValueStatement, value],
	budget: [accounting.exportBudget, project],
	'fixed-assets': [accounting.exportFixedAssets, nothing],
	'dedicated-funds': [accounting.exportDedicatedFunds, nothing],
	'grant-budget': [accounting.exportGrantBudget, project]
} as const;

const FORMATS = ['pdf', 'ods', 'xlsx', 'csv'] as const;

/** A report of a year in one file: `?report=income-statement&format=pdf&year=2026`. */
export const GET: RequestHandler = async (event) => {
	const { searchParams } = event.url;
	const name = searchParams.get('report') ?? '';
	const format = FORMATS.find((known) => known === searchParams.get('format')) ?? 'pdf';
	if (!['annual-accounts', 'vat', 'aged-balance'].includes(name) && !Object.hasOwn(REPORTS, name)) {
		error(404, translateCode('platform.page-not-found', {}, event.locals.locale));
	}
	if (name === 'vat') {
		const returnId = searchParams.get('period') ?? undefined;
		return download(event, accounting.exportVatPeriod, { format, returnId });
	}
	if (name === 'aged-balance') {
		const side = searchParams.get('side') === 'debts' ? 'debts' : 'claims';
		return download(event, accounting.exportAgedBalance, { format, side });
	}
	const fiscalYearId = await chosenYear({
		url: event.url,
		parent: () => read(event, accounting.listFiscalYears, {})
	});
	if (name === 'annual-accounts') {
		const layout = chosenLayout(event.url);
		return download(event, accounting.exportAnnualAccounts, { fiscalYearId, layout });
	}
	const [operation, choiceOf] = REPORTS[name as keyof typeof REPORTS];
	return download(event, operation, { fiscalYearId, format, ...choiceOf(event.url) });
};
