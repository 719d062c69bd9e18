import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, daysInMonth, partsOf, type Day } from '#shared/day.ts';
import { dueBetween, type Rhythm } from './due-days.ts';

const due = (rhythm: Omit<Rhythm, 'from'> & { from: string }, most = 5) =>
	dueBetween({ ...rhythm, from: day(rhythm.from) }, { most });

describe('the days that an entry falls due', () => {
	it.each([
		[
			{ from: '2026-01-31', months: 1, dayOfMonth: 31 },
			['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']
		],
		[
			{ from: '2026-01-06', months: 3, dayOfMonth: 5 },
			['2026-02-05', '2026-05-05', '2026-08-05', '2026-11-05', '2027-02-05']
		],
		[
			{ from: '2024-02-29', months: 12, dayOfMonth: 29 },
			['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']
		],
		[{ from: '2026-01-05', months: 1, dayOfMonth: 5, times: 2 }, ['2026-01-05', '2026-02-05']],
		[{ from: '2026-01-05', months: 1, dayOfMonth: 5, until: day('2026-02-04') }, ['2026-01-05']],
		[{ from: '2026-01-05', months: 1, dayOfMonth: 5, until: day('2025-12-31') }, []]
	])('of %j', (rhythm, expected) => {
		expect(due(rhythm)).toEqual(expected);
	});

	const rhythms = fc.record({
		from: fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('2000-01-01'), days)),
		months: fc.integer({ min: 1, max: 24 }),
		dayOfMonth: fc.integer({ min: 1, max: 31 }),
		times: fc.option(fc.integer({ min: 1, max: 40 }))
	});
	const index = (of: Day) => partsOf(of).year * 12 + partsOf(of).month;

	it('are so many months apart, on the day or the last one of the month, none before the first', () => {
		fc.assert(
			fc.property(rhythms, (rhythm) => {
				const days = dueBetween(rhythm, { most: 30 });
				for (const [place, each] of days.entries()) {
					const { year, month, day: of } = partsOf(each);
					expect(of).toBe(Math.min(rhythm.dayOfMonth, daysInMonth(year, month)));
					expect(each >= rhythm.from).toBe(true);
					const before = days[place - 1];
					if (before) expect(index(each) - index(before)).toBe(rhythm.months);
				}
				expect(days.length).toBeLessThanOrEqual(rhythm.times ?? 30);
			})
		);
	});

	it('are the same asked at once or day after day', () => {
		fc.assert(
			fc.property(rhythms, fc.integer({ min: 0, max: 800 }), (rhythm, span) => {
				const through = addDays(rhythm.from, span);
				const middle = addDays(rhythm.from, Math.floor(span / 2));
				const most = 1000;
				expect([
					...dueBetween(rhythm, { through: middle, most }),
					...dueBetween(rhythm, { after: middle, through, most })
				]).toEqual(dueBetween(rhythm, { through, most }));
			})
		);
	});
});
