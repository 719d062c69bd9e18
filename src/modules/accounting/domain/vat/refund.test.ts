import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { checkRefund } from './refund.ts';
import type { Regime } from './period.ts';

const ask = (refundCents: number, end: string, regime: Regime = 'monthly') => {
	try {
		checkRefund({ refundCents, end: day(end), regime }, 100_000);
	} catch (refusal) {
		if (refusal instanceof Refusal) return refusal.code;
		throw refusal;
	}
	return undefined;
};

describe('what is asked back of a credit of VAT', () => {
	it.each([
		[0, '2026-01-31', undefined],
		[76_000, '2026-01-31', undefined],
		[75_900, '2026-01-31', 'accounting.vat-refund-too-small'],
		[15_000, '2026-12-31', undefined],
		[14_900, '2026-12-31', 'accounting.vat-refund-too-small'],
		[76_050, '2026-01-31', 'accounting.vat-refund-euros'],
		[-76_000, '2026-01-31', 'accounting.vat-refund-euros'],
		[100_100, '2026-01-31', 'accounting.vat-refund-beyond-credit']
	] as const)('%i cents at %s', (cents, end, code) => {
		expect(ask(cents, end)).toBe(code);
	});

	it('is at least 150 € on the yearly form, whenever its year ends', () => {
		expect(ask(15_000, '2026-06-30', 'yearly')).toBeUndefined();
	});
});
