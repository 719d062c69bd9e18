import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { MeansKind } from '../domain/account.ts';
import type { ChartVersion } from '../domain/chart.ts';
import type { EntrySource } from '../domain/events.ts';
import { contains } from '../domain/fiscal-year.ts';
import { entryNumber } from '../domain/journal.ts';
import type { Meaning } from '../domain/meanings.ts';
import { chartToday } from './chart/kept-accounts.ts';
import { meansAccount } from './means-account.ts';
import { loadYears } from './fiscal-years.ts';
import { paymentMeans } from './list-payment-means.read.ts';
import type { PaymentMeans } from './list-payment-means.read.ts';
import { openYear } from './open-year.ts';
import { recordPlain } from './record-plain.ts';
import { reverse } from './reverse.ts';
import { tables } from './tables.ts';
import type { PostedEntry } from './write-entry.ts';

// What other modules may ask of the accounts, within their own operation and under their own permission.

/** The operations, for pages: `accounting.listEntries`. */
export * as accounting from './operations.ts';
export type { PaymentMeans, PostedEntry };
export { addBankAccount } from './add-bank-account.ts';
export { meaningLabel } from './words.ts';
export { linesIn } from './lines-in.ts';
export { REPORT_MEDIA_TYPES, reportFormat, writeReport, type ReportRow } from './report.ts';
export { recordParts, type Part, type SharedMovement } from './record-parts.ts';
export { vatField } from './vat/entry-tax.ts';
export { chartToday, successorsOn } from './chart/kept-accounts.ts';
export { suggestAccounts, type PastHabit } from './suggest-accounts.ts';
export { ENTRY_POSTED, YEAR_CLOSED, YEAR_REOPENED } from '../domain/events.ts';
export type { PartedReceipt, ReceiptPart } from './parted-receipt.ts';
export { recordPartedReceipt, recordRefund } from './parted-receipt.ts';
export { checkFecSource } from './fec/check-source.ts';
export { FEC_RULES } from '../domain/fec/rules.ts';
export { describeFinding } from './fec/words.ts';
export { verifyIntegrity, type YearIntegrity } from './years/verify-integrity.ts';
export type { EntryPosted, EntrySource, YearClosed, YearReopened } from '../domain/events.ts';

export interface Receipt {
	readonly date: Day;
	readonly amountCents: number;
	/** A kind of means, or the number or id of an account. */
	readonly means: { readonly kind: MeansKind } | { readonly account: string };
	/** What it is about: a meaning, or the number or id of an account. */
	readonly about: { readonly meaning: Meaning } | { readonly account: string };
	readonly label: string;
	readonly reference?: string;
	readonly thirdParty?: string;
	readonly source: EntrySource;
}

/**
 * Writes money received by another module, linked to what it comes from.
 * @throws {Refusal} as `accounting.record-income`: no year on that day, year closed, account unknown…
 */
export async function recordReceipt(
	context: OperationContext,
	{ means, about, ...receipt }: Receipt
): Promise<PostedEntry> {
	const account =
		'kind' in means ? await meansAccount(context, means.kind, receipt.date) : means.account;
	return recordPlain(context, 'income', { ...receipt, ...about, means: account });
}

/**
 * Undoes a receipt by the opposite entry, today.
 * @throws {Refusal} `accounting.no-such-entry`, `accounting.already-reversed`, `accounting.no-year-on-day`
 */
export async function reverseReceipt(
	context: OperationContext,
	{ entryId, reason }: { entryId: string; reason: string }
): Promise<PostedEntry> {
	return reverse(context, { entryId, reason, date: context.today });
}

/** Opens the first fiscal year, with the journals and the usual means of payment; the chart of its day unless said. */
export async function openFirstYear(
	context: OperationContext,
	{ chart, start, end }: { chart?: ChartVersion; start: Day; end: Day }
): Promise<{ fiscalYearId: string }> {
	const { id } = await openYear(context, { start, end }, chart);
	return { fiscalYearId: id };
}

/** Entries may be written on that day. */
export async function hasOpenYear({ tx }: OperationContext, on: Day): Promise<boolean> {
	return (await loadYears(tx)).some((year) => contains(year, on) && !year.closed);
}

/** The accounts that money moves through, of the chart of this year. */
export async function listPaymentMeans(context: OperationContext): Promise<PaymentMeans[]> {
	return paymentMeans(context.tx, await chartToday(context));
}

/** The entries that come from one thing of another module, oldest first. */
export async function entriesOfSource(
	{ tx }: OperationContext,
	source: EntrySource
): Promise<{ entryId: string; number: string; totalCents: number; reversed: boolean }[]> {
	const rows = await tables(tx)
		.selectFrom('accounting.entry as e')
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.innerJoin('accounting.fiscal_year as y', (join) =>
			join.onRef('y.association_id', '=', 'e.association_id').onRef('y.id', '=', 'e.fiscal_year_id')
		)
		.leftJoin('accounting.entry as r', (join) =>
			join.onRef('r.association_id', '=', 'e.association_id').onRef('r.reverses_id', '=', 'e.id')
		)
		.select(['e.id', 'e.number', 'e.total_cents', 'j.code as journal', 'y.code as year'])
		.select('r.id as reversedBy')
		.where('e.source_id', '=', source.id)
		.where('e.source_module', '=', source.module)
		.where('e.source_type', '=', source.type)
		.orderBy('e.id')
		.execute();
	return rows.map((row) => ({
		entryId: row.id,
		number: entryNumber(row.journal, row.year, row.number),
		totalCents: row.total_cents,
		reversed: row.reversedBy !== null
	}));
}
