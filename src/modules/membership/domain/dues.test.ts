import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { dueFor, paymentFor } from './dues.ts';

const fixed = { label: 'Individuel', amountCents: 2000, free: false };
const free = { label: 'Soutien', amountCents: 1000, free: true };
const madeleine = { dueCents: 2000, paidCents: 1500, personName: 'Madeleine Quéré' };

function codeOf(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
	return 'accepted';
}

describe('what is due', () => {
	it('is the price, whatever is given', () => {
		expect(dueFor(fixed, 500, 'amount')).toBe(2000);
	});

	it('is what the person chooses, from the least', () => {
		expect(dueFor(free, 1000, 'amount')).toBe(1000);
		expect(codeOf(() => dueFor(free, 999, 'amount'))).toBe('membership.amount-under-minimum');
		expect(codeOf(() => dueFor(free, undefined, 'amount'))).toBe('membership.amount-needed');
	});
});

describe('what is paid', () => {
	it('is what remains unless said', () => {
		expect(paymentFor(madeleine, undefined, 'amount')).toBe(500);
		expect(paymentFor(madeleine, 200, 'amount')).toBe(200);
	});

	it.each([
		[0, 'membership.amount-not-positive'],
		[-5, 'membership.amount-not-positive'],
		[501, 'membership.amount-over-due']
	])('is never %i', (amount, code) => {
		expect(codeOf(() => paymentFor(madeleine, amount, 'amount'))).toBe(code);
	});

	it('is nothing more once all is paid', () => {
		const paid = { ...madeleine, paidCents: 2000 };
		expect(codeOf(() => paymentFor(paid, undefined, 'amount'))).toBe('membership.already-paid');
	});

	it('never leads past what is due', () => {
		const amounts = fc.integer({ min: 0, max: 10_000 });
		fc.assert(
			fc.property(amounts, fc.array(fc.integer({ min: -100, max: 10_000 })), (dueCents, given) => {
				let paidCents = 0;
				for (const amount of given) {
					try {
						paidCents += paymentFor({ dueCents, paidCents, personName: 'X' }, amount, 'a');
					} catch (error) {
						expect(error).toBeInstanceOf(Refusal);
					}
					expect(paidCents).toBeLessThanOrEqual(dueCents);
				}
			})
		);
	});
});
