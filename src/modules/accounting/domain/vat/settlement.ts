import { sum } from '#shared/money.ts';
import type { Credit, Figures, TaxItem } from './figures.ts';
import { isOwed } from './vat-kind.ts';

/** Cents to debit, or to credit below zero, of each account that settling a period moves. */
export interface Settlement {
	/** By account of tax: what was declared of it, to the cent. */
	readonly taxes: ReadonlyMap<string, number>;
	readonly toPayCents: number;
	/** What is asked back of the new credit. */
	readonly refundCents: number;
	/** The new credit to carry less the one of before. */
	readonly creditCents: number;
	/** What rounding to whole euros loses, or gains below zero. */
	readonly roundingCents: number;
}

/**
 * What empties the accounts of tax of what a return took, into the tax to pay or the credit to carry over: its sum is
 * zero, the difference of the rounding included.
 */
export function settlementOf(
	items: readonly (TaxItem & { readonly accountId: string })[],
	{ dueCents, creditCents }: Pick<Figures, 'dueCents' | 'creditCents'>,
	{ carriedCents, refundCents = 0 }: Credit
): Settlement {
	const taxes = new Map<string, number>();
	for (const { kind, vatCents, accountId } of items) {
		const cents = isOwed(kind) ? vatCents : 0 - vatCents;
		taxes.set(accountId, (taxes.get(accountId) ?? 0) + cents);
	}
	const moved = creditCents - carriedCents;
	const roundingCents = 0 - (sum(taxes.values()) - dueCents + refundCents + moved);
	return { taxes, toPayCents: 0 - dueCents, refundCents, creditCents: moved, roundingCents };
}
