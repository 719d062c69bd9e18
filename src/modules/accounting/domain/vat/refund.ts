import { partsOf, type Day } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { formatCents } from '#shared/money.ts';
import type { Regime } from './period.ts';

/** The least that may be asked back at the end of a calendar year, and within it (CGI ann. II art. 242-0 C). */
const LEAST_OF_YEAR = 15_000;
const LEAST_WITHIN_YEAR = 76_000;

/** The least that may be asked back at the end of a period, in cents. */
export function leastRefund({ end, regime }: { end: Day; regime: Regime }): number {
	return regime === 'yearly' || partsOf(end).month === 12 ? LEAST_OF_YEAR : LEAST_WITHIN_YEAR;
}

/**
 * What is asked back of a credit is whole euros, no more than it, and enough to be asked.
 * @throws {Refusal} `accounting.vat-refund-beyond-credit`, `vat-refund-euros`, `vat-refund-too-small`, at `refundCents`
 */
export function checkRefund(
	{ refundCents, ...period }: { refundCents: number; end: Day; regime: Regime },
	creditCents: number
): void {
	if (refundCents === 0) return;
	const refuse = (code: string, cents: number) =>
		refuseField('refundCents', `accounting.${code}`, { amount: formatCents(cents) });
	if (refundCents < 0 || refundCents % 100 !== 0) throw refuse('vat-refund-euros', refundCents);
	if (refundCents > creditCents) throw refuse('vat-refund-beyond-credit', creditCents);
	const least = leastRefund(period);
	if (refundCents < least) throw refuse('vat-refund-too-small', least);
}
