import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import {
	checkInstalments,
	followInstalments,
	monthlyInstalments,
	splitEvenly,
	type Instalment
} from './instalments.ts';

const today = day('2026-11-21');
const cents = fc.integer({ min: 24, max: 1_000_000 });
const count = fc.integer({ min: 1, max: 24 });

function faultsOf(instalments: readonly Instalment[], dueCents: number): string[] {
	try {
		checkInstalments(instalments, dueCents);
		return [];
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.faults.map(({ path, code }) => `${path} ${code}`);
	}
}

describe('instalments', () => {
	it('share to the last cent, as equal as can be', () => {
		expect(splitEvenly(10_000, 3)).toEqual([3334, 3333, 3333]);
		fc.assert(
			fc.property(cents, count, (amount, parts) => {
				const shares = splitEvenly(amount, parts);
				expect(sum(shares)).toBe(amount);
				expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
			})
		);
	});

	it('fall every month, on its last day when it is too short', () => {
		expect(monthlyInstalments(9000, 3, day('2027-01-31'))).toEqual([
			{ dueOn: '2027-01-31', amountCents: 3000 },
			{ dueOn: '2027-02-28', amountCents: 3000 },
			{ dueOn: '2027-03-31', amountCents: 3000 }
		]);
		fc.assert(
			fc.property(cents, count, (amount, parts) => {
				expect(faultsOf(monthlyInstalments(amount, parts, today), amount)).toEqual([]);
			})
		);
	});

	it('come to what is due, in order, none for nothing', () => {
		const [a, b] = monthlyInstalments(2000, 2, today) as [Instalment, Instalment];
		expect(faultsOf([a, b], 2100)).toEqual(['instalments membership.instalments-sum']);
		expect(faultsOf([b, a], 2000)).toEqual([
			'instalments.1.dueOn membership.instalments-disordered'
		]);
		expect(faultsOf([a, { ...b, amountCents: 0 }], 1000)).toEqual([
			'instalments.1.amountCents membership.instalment-empty'
		]);
	});

	it('are paid from the first on', () => {
		const plan = monthlyInstalments(9000, 3, day('2026-10-21'));
		const states = (paidCents: number, dueCents = 9000) =>
			followInstalments(plan, { dueCents, paidCents }, today).map(
				({ state, leftCents }) => `${state} ${leftCents}`
			);
		expect(states(0)).toEqual(['late 3000', 'late 3000', 'upcoming 3000']);
		expect(states(4000)).toEqual(['paid 0', 'late 2000', 'upcoming 3000']);
		expect(states(9000)).toEqual(['paid 0', 'paid 0', 'paid 0']);
		// A discount makes the last ones needless.
		expect(states(4000, 5000)).toEqual(['paid 0', 'late 1000', 'paid 0']);
	});

	it('leave exactly what is not paid yet', () => {
		fc.assert(
			fc.property(cents, count, fc.double({ min: 0, max: 1, noNaN: true }), (due, parts, share) => {
				const paidCents = Math.floor(due * share);
				const lines = followInstalments(
					monthlyInstalments(due, parts, today),
					{ dueCents: due, paidCents },
					today
				);
				expect(sum(lines.map(({ leftCents }) => leftCents))).toBe(due - paidCents);
			})
		);
	});
});
