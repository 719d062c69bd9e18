import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import {
	ageOn,
	checkConditions,
	monthsLeft,
	NO_CONDITION,
	priceFrom,
	type Joining,
	type TariffConditions
} from './tariff-conditions.ts';
import type { MonthDay, Validity } from './validity.ts';

const season: Validity = { kind: 'season', startsOn: '09-01' as MonthDay };
const today = day('2026-11-21');
const lea: Joining = { name: 'Léa', birthDate: day('2010-11-22'), incomeSeen: false };

function codeOf(conditions: Partial<TariffConditions>, joining: Joining = lea): string {
	try {
		checkConditions({ ...NO_CONDITION, ...conditions, label: 'Jeune' }, joining, today, 'person');
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
	return 'accepted';
}

describe('the age', () => {
	it.each([
		['2010-11-22', '2026-11-21', 15],
		['2010-11-21', '2026-11-21', 16],
		['2008-02-29', '2026-02-28', 17],
		['2008-02-29', '2026-03-01', 18],
		['2026-11-21', '2026-11-21', 0]
	])('of who is born on %s is on %s: %i', (born, on, age) => {
		expect(ageOn(day(born), day(on))).toBe(age);
	});

	it('grows by one a year, on the birthday', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 20_000 }),
				fc.integer({ min: 0, max: 30_000 }),
				(a, b) => {
					const born = addDays(day('1950-01-01'), a);
					const on = addDays(born, b);
					const grown = ageOn(born, addDays(on, 1)) - ageOn(born, on);
					expect([0, 1]).toContain(grown);
					expect(ageOn(born, on)).toBeGreaterThanOrEqual(0);
				}
			)
		);
	});
});

describe('the conditions of a tariff', () => {
	it('are none unless said', () => {
		expect(codeOf({}, { ...lea, birthDate: null })).toBe('accepted');
	});

	it('hold people to their age, bounds included', () => {
		expect(codeOf({ ageMax: 15 })).toBe('accepted');
		expect(codeOf({ ageMin: 15, ageMax: 15 })).toBe('accepted');
		expect(codeOf({ ageMax: 14 })).toBe('membership.age-over');
		expect(codeOf({ ageMin: 16 })).toBe('membership.age-under');
		expect(codeOf({ ageMin: 16 }, { ...lea, birthDate: null })).toBe('membership.age-unknown');
	});

	it('want a proof of income seen', () => {
		const bracket = { incomeMinCents: 0, incomeMaxCents: 80_000 };
		expect(codeOf(bracket)).toBe('membership.income-not-seen');
		expect(codeOf({ incomeMinCents: 80_000 })).toBe('membership.income-not-seen-from');
		expect(codeOf(bracket, { ...lea, incomeSeen: true })).toBe('accepted');
	});
});

describe('a prorated price', () => {
	it.each([
		['2026-09-01', 12],
		['2026-09-30', 12],
		['2026-10-01', 11],
		['2027-08-01', 1],
		['2027-08-31', 1]
	])('from %s has %i months', (on, months) => {
		expect(monthsLeft(season, day(on))).toBe(months);
	});

	it('counts the month that two seasons share', () => {
		const fromThe15th: Validity = { kind: 'season', startsOn: '09-15' as MonthDay };
		expect(monthsLeft(fromThe15th, day('2026-09-15'))).toBe(12);
		expect(monthsLeft(fromThe15th, day('2027-09-14'))).toBe(1);
		expect(monthsLeft(fromThe15th, day('2027-08-20'))).toBe(1);
	});

	it('is the whole price for what is not prorated or has no season', () => {
		expect(priceFrom({ amountCents: 2000, prorated: false }, season, today)).toBe(2000);
		expect(priceFrom({ amountCents: 2000, prorated: true }, { kind: 'lifetime' }, today)).toBe(
			2000
		);
		expect(priceFrom({ amountCents: 2000, prorated: true }, season, today)).toBe(1667);
	});

	it('never grows when one joins later, and is never more than the whole', () => {
		const some = fc.integer({ min: 0, max: 363 });
		fc.assert(
			fc.property(some, fc.integer({ min: 0, max: 100_000 }), (after, amountCents) => {
				const on = addDays(day('2026-09-01'), after);
				const price = priceFrom({ amountCents, prorated: true }, season, on);
				const later = priceFrom({ amountCents, prorated: true }, season, addDays(on, 1));
				expect(later).toBeLessThanOrEqual(price);
				expect(price).toBeLessThanOrEqual(amountCents);
			})
		);
	});
});
