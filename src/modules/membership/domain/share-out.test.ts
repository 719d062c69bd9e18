import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut } from './share-out.ts';

const debts = fc.uniqueArray(
	fc.record({ key: fc.uuid(), remainingCents: fc.integer({ min: 0, max: 100_000_000 }) }),
	{ selector: ({ key }) => key, maxLength: 20 }
);
const owed = (owing: readonly { remainingCents: number }[]) =>
	owing.reduce((sum, { remainingCents }) => sum + remainingCents, 0);

describe('a payment for several', () => {
	it('is shared in proportion, the odd cent to the largest remainder', () => {
		const owing = [
			{ key: 'a', remainingCents: 3000 },
			{ key: 'b', remainingCents: 2000 },
			{ key: 'c', remainingCents: 1000 }
		];
		expect(shareOut(6000, owing)).toEqual([3000, 2000, 1000]);
		expect(shareOut(1001, owing)).toEqual([500, 334, 167]);
		expect(shareOut(0, owing)).toEqual([0, 0, 0]);
		expect(shareOut(0, [])).toEqual([]);
	});

	it('is shared to the last cent, never beyond what one owes, whatever their order', () => {
		fc.assert(
			fc.property(debts, fc.double({ min: 0, max: 1, noNaN: true }), (owing, part) => {
				const amount = Math.floor(owed(owing) * part);
				const shares = shareOut(amount, owing);
				expect(shares.reduce((sum, cents) => sum + cents, 0)).toBe(amount);
				shares.forEach((cents, index) => {
					expect(cents).toBeGreaterThanOrEqual(0);
					expect(cents).toBeLessThanOrEqual(owing[index]?.remainingCents ?? 0);
				});
				expect(shareOut(amount, owing.toReversed()).toReversed()).toEqual(shares);
			})
		);
	});
});
