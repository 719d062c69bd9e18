import { Refusal } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { MeansKind } from '../domain/account.ts';
import { checkLines } from '../domain/entry.ts';
import type { DraftLine } from '../domain/entry.ts';
import type { EntrySource } from '../domain/events.ts';
import { journalKindFor } from '../domain/journal.ts';
import type { Meaning } from '../domain/meanings.ts';
import { accountOfMeaning } from '../domain/meanings.ts';
import { checkAmount, checkMeans } from '../domain/plain-entry.ts';
import { keepAccounts, meansAccount, requireAccount } from './accounts.ts';
import { holdOpenYear } from './fiscal-years.ts';
import { journalOfKind } from './journals.ts';
import { writeEntry } from './write-entry.ts';
import type { PostedEntry } from './write-entry.ts';

/** A part of some money: what it is about, and how much of it. */
export interface ReceiptPart {
	readonly about: { readonly meaning: Meaning } | { readonly account: string };
	readonly amountCents: number;
	readonly label?: string;
}

/** Money of another module that is about several things: dues and a gift on one cheque. */
export interface PartedReceipt {
	readonly date: Day;
	/** A kind of means, or the number or id of an account. */
	readonly means: { readonly kind: MeansKind } | { readonly account: string };
	readonly parts: readonly ReceiptPart[];
	readonly label: string;
	readonly reference?: string;
	readonly thirdParty?: string;
	readonly source: EntrySource;
}

/**
 * One entry for money received, a line for each part of it.
 * @throws {Refusal} as `recordReceipt`
 */
export function recordPartedReceipt(
	context: OperationContext,
	receipt: PartedReceipt
): Promise<PostedEntry> {
	return recordParts(context, receipt, 'in');
}

/**
 * One entry for money given back: each part is taken off what it was about.
 * @throws {Refusal} as `recordReceipt`
 */
export function recordRefund(
	context: OperationContext,
	refund: PartedReceipt
): Promise<PostedEntry> {
	return recordParts(context, refund, 'out');
}

async function recordParts(
	context: OperationContext,
	{ means: through, parts, ...entry }: PartedReceipt,
	way: 'in' | 'out'
): Promise<PostedEntry> {
	const { tx } = context;
	const year = await holdOpenYear(tx, entry.date);
	const meansRef = 'kind' in through ? await meansAccount(tx, through.kind) : through.account;
	const refs = parts.map(({ about }) =>
		'account' in about ? about.account : accountOfMeaning(about.meaning, year.chart)
	);
	const accounts = await keepAccounts(context, year.chart, [meansRef, ...refs]);
	const means = requireAccount(accounts, meansRef, 'means');
	checkMeans(means, 'means');
	const lineOf = (
		account: DraftLine['account'],
		side: 'debit' | 'credit',
		amountCents: number,
		label?: string
	): DraftLine => ({
		account,
		debitCents: side === 'debit' ? amountCents : 0,
		creditCents: side === 'credit' ? amountCents : 0,
		label
	});
	const total = sum(parts.map(({ amountCents }) => amountCents));
	const drafts = parts.map(({ amountCents, label }, index) => {
		checkAmount(amountCents);
		const account = requireAccount(accounts, refs[index] ?? '', 'account');
		if (account.id === means.id) throw new Refusal('invalid', 'accounting.same-account');
		return lineOf(account, way === 'in' ? 'credit' : 'debit', amountCents, label);
	});
	const lines = checkLines([lineOf(means, way === 'in' ? 'debit' : 'credit', total), ...drafts]);
	const journal = await journalOfKind(tx, journalKindFor(means.kind));
	const posted = await writeEntry(context, { ...entry, year, journal, lines });
	context.about('entry', posted.entryId, { number: posted.number });
	return posted;
}
