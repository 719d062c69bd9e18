import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { addDays, addMonths, day } from '#shared/day.ts';
import type { HouseholdMate } from './in-charge.ts';
import { inChargeOf } from './in-charge.ts';
import { HOUSEHOLD_ROLES } from './household.ts';

const today = day('2026-11-24');

function mate(personId: string, given: Partial<HouseholdMate> = {}): HouseholdMate {
	return { personId, role: 'parent', billing: false, birthDate: null, emailKey: null, ...given };
}

const chargeOf = (person: string, mates: HouseholdMate[], email: string | null = null) =>
	[...inChargeOf(person, [mates], email, today)].sort();

describe('who speaks for whom', () => {
	const family = [
		mate('anne', { emailKey: 'famille@exemple.org' }),
		mate('bob', { role: 'partner' }),
		mate('carl', { role: 'child', birthDate: day('2008-11-25') }),
		mate('dora', { role: 'child', birthDate: day('2008-11-24') }),
		mate('eva', { role: 'child' })
	];

	it('is a parent for the children until the day they are eighteen', () => {
		expect(chargeOf('anne', family)).toEqual(['carl', 'eva']);
	});

	it('is a partner when they pay, and nobody else', () => {
		expect(chargeOf('bob', family)).toEqual([]);
		const payer = family.map((one) => ({ ...one, billing: one.personId === 'bob' }));
		expect(chargeOf('bob', payer)).toEqual(['carl', 'eva']);
		expect(chargeOf('carl', payer)).toEqual([]);
		expect(chargeOf('zoe', payer)).toEqual([]);
	});

	it('is whoever signs in with the e-mail that another one of the household gave', () => {
		expect(chargeOf('bob', family, 'famille@exemple.org')).toEqual(['anne']);
		expect(chargeOf('eva', family, 'famille@exemple.org')).toEqual([]);
	});
});

const someone = fc.record({
	personId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
	role: fc.constantFrom(...HOUSEHOLD_ROLES),
	billing: fc.boolean(),
	birthDate: fc.option(fc.integer({ min: 0, max: 12_000 }).map((ago) => addDays(today, -ago))),
	emailKey: fc.option(fc.constantFrom('x@exemple.org', 'y@exemple.org'))
});
const households = fc.array(
	fc.uniqueArray(someone, { selector: ({ personId }) => personId, maxLength: 6 }),
	{ maxLength: 4 }
);

test('over random households, nobody reaches further than the rule', () => {
	const email = fc.option(fc.constantFrom('x@exemple.org', 'y@exemple.org'));
	fc.assert(
		fc.property(households, email, (all, verified) => {
			for (const person of ['a', 'b', 'c', 'd', 'e', 'f']) {
				const charge = inChargeOf(person, all, verified, today);
				expect(charge.has(person)).toBe(false);
				for (const other of charge) {
					const together = all.filter(
						(mates) =>
							mates.some(({ personId, role }) => personId === person && role !== 'child') &&
							mates.some(({ personId }) => personId === other)
					);
					expect(together.length).toBeGreaterThan(0);
					const others = together.flatMap((mates) =>
						mates.filter(({ personId }) => personId === other)
					);
					const adult = others.every(
						({ role, birthDate }) =>
							role !== 'child' || (birthDate !== null && addMonths(birthDate, 216) <= today)
					);
					if (adult) {
						expect(verified).not.toBeNull();
						expect(others.some(({ emailKey }) => emailKey === verified)).toBe(true);
					}
				}
			}
		})
	);
});
