import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { settle } from './dedicated-fund.ts';

const year = { start: day('2026-01-01'), end: day('2026-12-31') };
const now = { receivedOn: day('2026-05-01'), receivedCents: 100_000 };
const before = { ...now, receivedOn: day('2025-05-01') };

describe('a fund at the end of a year', () => {
	it.each([
		['received this year, part spent', now, 0, 30_000, { carriedCents: 70_000, usedCents: 0 }],
		['received this year, all spent', now, 0, 120_000, { carriedCents: 0, usedCents: 0 }],
		[
			'kept from before, part spent',
			before,
			70_000,
			20_000,
			{ carriedCents: 0, usedCents: 20_000 }
		],
		['kept from before, all spent', before, 70_000, 90_000, { carriedCents: 0, usedCents: 70_000 }],
		['both', now, 10_000, 30_000, { carriedCents: 80_000, usedCents: 10_000 }]
	])('%s', (_, fund, openingCents, spentCents, settlement) => {
		expect(settle(fund, year, { openingCents, spentCents })).toEqual(settlement);
	});

	it('never uses more than was kept, and always pays for what was spent as far as it goes', () => {
		const cents = fc.integer({ min: 0, max: 10_000_000 });
		fc.assert(
			fc.property(cents, cents, cents, (receivedCents, openingCents, spentCents) => {
				const fund = { ...now, receivedCents };
				const { carriedCents, usedCents } = settle(fund, year, { openingCents, spentCents });
				const closing = openingCents - usedCents + carriedCents;
				expect(closing).toBe(Math.max(0, openingCents + receivedCents - spentCents));
			})
		);
	});
});
