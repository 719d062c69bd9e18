import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { checkAge, placesFor, yearsOld } from './places.ts';

describe('places', () => {
	it('go to those who wait, never past the capacity nor past those who wait', () => {
		const some = fc.integer({ min: 0, max: 500 });
		fc.assert(
			fc.property(fc.option(some, { nil: null }), some, some, (capacity, registered, waiting) => {
				const moved = placesFor(capacity, registered, waiting);
				expect(moved).toBeGreaterThanOrEqual(0);
				expect(moved).toBeLessThanOrEqual(waiting);
				if (capacity === null) expect(moved).toBe(waiting);
				else if (moved > 0) expect(registered + moved).toBeLessThanOrEqual(capacity);
				if (capacity !== null && moved < waiting) {
					expect(registered + moved).toBeGreaterThanOrEqual(Math.min(capacity, registered + moved));
					expect(registered + moved >= capacity).toBe(true);
				}
			})
		);
	});
});

describe('age limits', () => {
	const limits = { name: 'Poterie', ageMin: 8, ageMax: 12 };
	const today = day('2026-11-21');
	const person = (birthDate: string | null) => ({
		name: 'Léa',
		birthDate: birthDate === null ? null : day(birthDate)
	});

	it('count whole years', () => {
		expect(yearsOld(day('2018-11-21'), today)).toBe(8);
		expect(yearsOld(day('2018-11-22'), today)).toBe(7);
	});

	it('are held, bounds included', () => {
		checkAge(limits, person('2018-11-21'), today);
		checkAge(limits, person('2013-11-22'), today);
		checkAge({ ...limits, ageMin: null, ageMax: null }, person(null), today);
		for (const birthDate of ['2018-11-22', '2013-11-21', null]) {
			expect(() => checkAge(limits, person(birthDate), today)).toThrow();
		}
	});
});
