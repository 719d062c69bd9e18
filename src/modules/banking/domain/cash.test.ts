import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { countOf, FACES } from './cash.ts';
import { outstandingCheques } from './cheques.ts';

describe('cash', () => {
	it('counts notes and coins', () => {
		expect(countOf({ 2000: 3, 500: 1, 50: 2, 1: 4 })).toBe(6604);
		expect(countOf({})).toBe(0);
		expect(countOf({ 7: 100 })).toBe(0);
		expect(FACES).toHaveLength(15);
	});
});

describe('cheques to cash', () => {
	it.each([
		[[], []],
		[
			[2000, 3000],
			[2000, 3000]
		],
		[[2000, 3000, -5000, 1000], [1000]],
		[[2000, -2000], []],
		[[2000, 3000, -2500], [3000]]
	])('of %j are %j', (movements, left) => {
		const found = outstandingCheques(movements.map((cents) => ({ cents })));
		expect(found.map(({ cents }) => cents)).toEqual(left);
	});

	it('never come to less than the balance of the account', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -500, max: 500 })), (amounts) => {
				const movements = amounts.map((cents) => ({ cents }));
				const left = outstandingCheques(movements).reduce((sum, { cents }) => sum + cents, 0);
				const balance = amounts.reduce((sum, cents) => sum + cents, 0);
				expect(left).toBeGreaterThanOrEqual(Math.max(balance, 0));
			})
		);
	});
});
