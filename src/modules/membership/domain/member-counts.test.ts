import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { countsOn, monthEnds, seasonCounts } from './member-counts.ts';

describe('members over time', () => {
	it('are counted at the end of twelve months, the last one today', () => {
		const days = monthEnds(day('2026-11-21'));
		expect(days).toHaveLength(12);
		expect(days[0]).toBe('2025-12-31');
		expect(days.slice(-3)).toEqual(['2026-09-30', '2026-10-31', '2026-11-21']);
		expect(monthEnds(day('2026-11-30')).at(-1)).toBe('2026-11-30');
		expect(monthEnds(day('2028-03-31'))).toContain('2028-02-29');
	});

	it('become former members the day after their last', () => {
		const turns = [
			{ day: day('2025-09-01'), comes: 3, leaves: 0, first: 3 },
			{ day: day('2026-09-01'), comes: 1, leaves: 2, first: 1 }
		];
		const days = [day('2025-08-31'), day('2026-08-31'), day('2026-09-01')];
		expect(countsOn(days, turns).map(({ members, former }) => [members, former])).toEqual([
			[0, 0],
			[3, 0],
			[2, 2]
		]);
	});
});

describe('seasons', () => {
	it('tell who renews, comes, comes back and is lost', () => {
		const counts = seasonCounts([
			{ year: 2024, members: 10, renewed: 0, first: 10 },
			{ year: 2025, members: 9, renewed: 7, first: 2 },
			{ year: 2027, members: 3, renewed: 0, first: 1 }
		]);
		expect(counts.map(({ year, back, lost }) => [year, back, lost])).toEqual([
			[2024, 0, 0],
			[2025, 0, 3],
			[2026, 0, 9],
			[2027, 2, 0]
		]);
	});

	it('are told of any people as counting them one by one would', () => {
		const person = fc.uniqueArray(fc.integer({ min: 2018, max: 2026 }), { minLength: 1 });
		fc.assert(
			fc.property(fc.array(person, { minLength: 1, maxLength: 30 }), (people) => {
				const tallies = [...new Set(people.flat())].map((year) => {
					const members = people.filter((years) => years.includes(year));
					return {
						year,
						members: members.length,
						renewed: members.filter((years) => years.includes(year - 1)).length,
						first: members.filter((years) => Math.min(...years) === year).length
					};
				});
				for (const { year, back, lost } of seasonCounts(tallies)) {
					const here = (years: readonly number[]) => years.includes(year);
					const before = (years: readonly number[]) => years.includes(year - 1);
					expect(lost).toBe(people.filter((years) => before(years) && !here(years)).length);
					const returned = people.filter(
						(years) => here(years) && !before(years) && Math.min(...years) < year
					);
					expect(back).toBe(returned.length);
				}
			})
		);
	});
});
