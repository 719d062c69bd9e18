import { proportion } from '../proportion.ts';

const WHOLE = 10_000;

/** Cents without tax, of tax and with it: `netCents + vatCents = grossCents`, always. */
export interface TaxedAmount {
	readonly netCents: number;
	readonly vatCents: number;
	readonly grossCents: number;
}

/** What a price with tax is made of; the tax is rounded to the cent, halves upward, and the rest is the price. */
export function taxIn(grossCents: number, basisPoints: number): TaxedAmount {
	const vatCents = signed(grossCents, (cents) =>
		proportion(cents, basisPoints, WHOLE + basisPoints)
	);
	return { netCents: grossCents - vatCents, vatCents, grossCents };
}

/** What a price without tax comes to. */
export function taxOn(netCents: number, basisPoints: number): TaxedAmount {
	const vatCents = signed(netCents, (cents) => proportion(cents, basisPoints, WHOLE));
	return { netCents, vatCents, grossCents: netCents + vatCents };
}

/** What may be deducted of a tax, to the cent; the rest stays in the cost. */
export function deductibleOf(vatCents: number, percent: number): number {
	return signed(vatCents, (cents) => proportion(cents, percent, 100));
}

/**
 * The part of the tax on common purchases that may be deducted, in whole percents rounded up (CGI ann. II art. 206, III
 * and V-2): receipts that open the right over all those within the scope of the tax, without it. 0 when nothing was
 * received.
 */
export function deductionPercent(taxedCents: number, turnoverCents: number): number {
	if (turnoverCents <= 0 || taxedCents <= 0) return 0;
	const whole = BigInt(turnoverCents);
	const percent = Number((BigInt(taxedCents) * 100n + whole - 1n) / whole);
	return Math.min(percent, 100);
}

/** Declarations are in whole euros, from 50 cents upward (CGI art. 1657): answered in cents. */
export function toWholeEuros(cents: number): number {
	return signed(cents, (amount) => Math.floor((amount + 50) / 100) * 100);
}

/** The same below zero as above. */
export function signed(cents: number, compute: (positive: number) => number): number {
	const result = compute(Math.abs(cents));
	return cents < 0 && result !== 0 ? -result : result;
}
