import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { MeansKind } from '../domain/account.ts';
import type { ChartVersion } from '../domain/chart.ts';
import type { EntrySource } from '../domain/events.ts';
import type { Meaning } from '../domain/meanings.ts';
import { checkAmount } from '../domain/plain-entry.ts';
import { meansAccount } from './means-account.ts';
import { writeMovement } from './record-parts.ts';
import type { PostedEntry } from './write-entry.ts';

/** A part of some money: what it is about, and how much of it. */
export interface ReceiptPart {
	readonly about:
		| { readonly meaning: Meaning }
		| { readonly account: string; readonly keptUnder?: ChartVersion | null };
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
	return recordAbout(context, receipt, 'in');
}

/**
 * One entry for money given back: each part is taken off what it was about.
 * @throws {Refusal} as `recordReceipt`
 */
export function recordRefund(
	context: OperationContext,
	refund: PartedReceipt
): Promise<PostedEntry> {
	return recordAbout(context, refund, 'out');
}

async function recordAbout(
	context: OperationContext,
	{ means, parts, ...entry }: PartedReceipt,
	way: 'in' | 'out'
): Promise<PostedEntry> {
	for (const { amountCents } of parts) checkAmount(amountCents);
	const signed = way === 'in' ? 1 : -1;
	const account =
		'kind' in means ? await meansAccount(context, means.kind, entry.date) : means.account;
	const { entryId, number } = await writeMovement(context, {
		...entry,
		means: account,
		amountCents: signed * sum(parts.map(({ amountCents }) => amountCents)),
		parts: parts.map(({ about, amountCents, label }) => ({
			...{ ...about, label, path: '' },
			amountCents: signed * amountCents
		})),
		givesBack: way === 'out'
	});
	context.about('entry', entryId, { number });
	return { entryId, number };
}
