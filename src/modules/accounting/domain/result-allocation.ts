import { Refusal, refuseField } from '#shared/errors.ts';
import { formatCents, sum } from '#shared/money.ts';
import type { DraftLine } from './entry.ts';

/** A part of the result and the account it goes to. */
export interface Share {
	readonly account: string;
	readonly amountCents: number;
}

/** Own funds that a general meeting may send a result to: 10 (funds and reserves) and 11 (retained earnings). */
export function mayReceiveResult(code: string): boolean {
	return /^1[01]/.test(code);
}

/**
 * Checks how a result is shared out: all of it, by positive parts, among own funds.
 * @param resultCents surplus when positive, deficit when negative
 * @throws {Refusal} `accounting.nothing-to-allocate`, `allocation-account`, `allocation-amount`, `allocation-differs`
 */
export function checkShares(resultCents: number, shares: readonly Share[]): void {
	if (resultCents === 0) throw new Refusal('conflict', 'accounting.nothing-to-allocate');
	for (const [index, { account, amountCents }] of shares.entries()) {
		if (amountCents <= 0)
			throw refuseField(`shares.${index}.amountCents`, 'accounting.allocation-amount');
		if (!mayReceiveResult(account)) {
			throw refuseField(`shares.${index}.account`, 'accounting.allocation-account', { account });
		}
	}
	const shared = sum(shares.map(({ amountCents }) => amountCents));
	if (shared !== Math.abs(resultCents)) {
		throw refuseField('shares', 'accounting.allocation-differs', {
			shared: formatCents(shared),
			result: formatCents(Math.abs(resultCents))
		});
	}
}

type Target = DraftLine['account'];

/** The lines that take a result out of 12 and into own funds; a deficit goes the other way. */
export function allocationLines(
	results: readonly { readonly account: Target; readonly balanceCents: number }[],
	shares: readonly { readonly account: Target; readonly amountCents: number }[],
	resultCents: number
): DraftLine[] {
	const out = results.map(({ account, balanceCents }) => ({
		account,
		debitCents: Math.max(-balanceCents, 0),
		creditCents: Math.max(balanceCents, 0)
	}));
	const into = shares.map(({ account, amountCents }) => ({
		account,
		debitCents: resultCents < 0 ? amountCents : 0,
		creditCents: resultCents < 0 ? 0 : amountCents
	}));
	return [...out, ...into];
}
