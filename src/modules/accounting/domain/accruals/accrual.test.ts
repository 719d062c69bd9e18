import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { ACCRUAL_KINDS, accruedAt, accrualRole } from './accrual.ts';
import type { Accrual } from './accrual.ts';

const insurance: Accrual = {
	kind: 'prepaid-expense',
	amountCents: 36_500,
	periodStart: day('2026-07-01'),
	periodEnd: day('2027-06-30'),
	bookedOn: day('2026-06-20')
};
const year = (number: number) => ({ start: day(`${number}-01-01`), end: day(`${number}-12-31`) });

describe('what the end of a year moves', () => {
	it.each([
		['prepaid, the days of the next year', {}, 2026, 18_100],
		['prepaid, nothing once it is over', {}, 2027, 0],
		['prepaid, nothing before it is booked', { bookedOn: day('2027-01-02') }, 2026, 0],
		[
			'prepaid, all of it when it starts later',
			{ periodStart: day('2027-01-01'), periodEnd: day('2027-12-31') },
			2026,
			36_500
		],
		['accrued, the days gone by', { kind: 'accrued-expense', bookedOn: null }, 2026, 18_400],
		[
			'accrued, all of it while no invoice came',
			{ kind: 'accrued-income', bookedOn: null },
			2027,
			36_500
		],
		['accrued, nothing once the invoice came', { kind: 'accrued-expense' }, 2026, 0]
	] as const)('%s', (_, change, number, cents) => {
		expect(accruedAt({ ...insurance, ...change }, year(number))).toBe(cents);
	});

	it('is never below zero nor above the amount, and both sides of the year make it whole', () => {
		const accruals = fc.record({
			amountCents: fc.integer({ min: 1, max: 1_000_000_000_000 }),
			offset: fc.integer({ min: -800, max: 800 }),
			length: fc.integer({ min: 0, max: 1_500 })
		});
		fc.assert(
			fc.property(accruals, ({ amountCents, offset, length }) => {
				const periodStart = addDays(day('2026-12-31'), offset);
				const period = { amountCents, periodStart, periodEnd: addDays(periodStart, length) };
				const later = accruedAt(
					{ ...period, kind: 'prepaid-expense', bookedOn: day('2026-01-01') },
					year(2026)
				);
				const earlier = accruedAt(
					{ ...period, kind: 'accrued-expense', bookedOn: null },
					year(2026)
				);
				expect(later + earlier).toBe(amountCents);
				expect(Math.min(later, earlier)).toBeGreaterThanOrEqual(0);
			})
		);
	});

	it('stands in the account of its nature', () => {
		expect(accrualRole('accrued-expense', '6061')).toBe('invoices-to-come');
		expect(accrualRole('accrued-expense', '6411')).toBe('staff-to-pay');
		expect(accrualRole('accrued-expense', '6451')).toBe('social-charges-to-pay');
		expect(accrualRole('accrued-expense', '637')).toBe('taxes-to-pay');
		expect(accrualRole('accrued-expense', '658')).toBe('other-expenses-to-pay');
		expect(accrualRole('accrued-income', '706')).toBe('invoices-to-make');
		expect(accrualRole('accrued-income', '741')).toBe('other-income-to-receive');
		expect(ACCRUAL_KINDS).toHaveLength(4);
	});
});
