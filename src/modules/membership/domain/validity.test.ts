import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '#shared/day.ts';
import { addDays, day, daysBetween, isDay } from '#shared/day.ts';
import type { MonthDay, Validity } from './validity.ts';
import {
	isMonthDay,
	nameWithSeason,
	nextSeasonStart,
	periodFrom,
	seasonOf,
	USUAL_SEASON_START
} from './validity.ts';

const season: Validity = { kind: 'season', startsOn: USUAL_SEASON_START };
const rolling = (months: number): Validity => ({ kind: 'rolling', months });

const someDay = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays(day('1950-01-01'), n));
const someMonthDay = fc
	.integer({ min: 0, max: 364 })
	.map((n) => addDays(day('2001-01-01'), n).slice(5) as MonthDay);
const someSeason = someMonthDay.map((startsOn): Validity => ({ kind: 'season', startsOn }));

describe('a month and day', () => {
	it('exists every year', () => {
		expect(['09-01', '01-31', '12-31'].every(isMonthDay)).toBe(true);
		expect(['02-29', '04-31', '13-01', '00-10', '9-1', ''].some(isMonthDay)).toBe(false);
	});
});

describe('the season of a day', () => {
	it.each([
		['2026-08-31', '2025-2026', '2026-08-31'],
		['2026-09-01', '2026-2027', '2027-08-31'],
		['2026-11-21', '2026-2027', '2027-08-31'],
		['2028-02-29', '2027-2028', '2028-08-31']
	])('%s is in %s', (on, name, end) => {
		expect(seasonOf(season, day(on))).toBe(name);
		expect(periodFrom(season, day(on))).toEqual({ start: on, end });
	});

	it('has one year in its name when it is a calendar year', () => {
		expect(seasonOf({ kind: 'calendar-year' }, day('2026-12-31'))).toBe('2026');
		expect(periodFrom({ kind: 'calendar-year' }, day('2026-12-31')).end).toBe('2026-12-31');
	});

	it('ends within the year that follows any day in it, never before it', () => {
		fc.assert(
			fc.property(someSeason, someDay, (validity, on) => {
				const { end } = periodFrom(validity, on);
				const left = daysBetween(on, end as Day);
				expect(left).toBeGreaterThanOrEqual(0);
				expect(left).toBeLessThanOrEqual(365);
			})
		);
	});

	it('is followed by the next one without a gap, and all its days have the same', () => {
		fc.assert(
			fc.property(someSeason, someDay, (validity, on) => {
				const { end } = periodFrom(validity, on);
				const next = nextSeasonStart(validity, on) as Day;
				expect(next).toBe(addDays(end as Day, 1));
				expect(seasonOf(validity, end as Day)).toBe(seasonOf(validity, on));
				expect(seasonOf(validity, next)).not.toBe(seasonOf(validity, on));
				expect(next.slice(5)).toBe(validity.kind === 'season' ? validity.startsOn : '');
			})
		);
	});
});

describe('months that roll', () => {
	it.each([
		['2026-11-21', 12, '2027-11-20'],
		['2027-03-01', 12, '2028-02-29'],
		['2028-02-29', 12, '2029-02-28'],
		['2028-02-29', 48, '2032-02-28'],
		['2027-01-31', 1, '2027-02-28'],
		['2028-01-31', 1, '2028-02-29'],
		['2026-10-31', 1, '2026-11-30'],
		['2026-11-30', 1, '2026-12-29'],
		['2026-01-01', 12, '2026-12-31']
	])('from %s, %i months end on %s', (on, months, end) => {
		expect(periodFrom(rolling(months), day(on))).toEqual({ start: on, end });
	});

	it('give at least the days that the months have, and no more than one over a year', () => {
		fc.assert(
			fc.property(someDay, (on) => {
				const { end } = periodFrom(rolling(12), on);
				expect(isDay(end as string)).toBe(true);
				expect([365, 366]).toContain(daysBetween(on, end as Day) + 1);
			})
		);
	});

	it('end later when they start later', () => {
		fc.assert(
			fc.property(someDay, fc.integer({ min: 1, max: 60 }), (on, months) => {
				const end = periodFrom(rolling(months), on).end as Day;
				expect(periodFrom(rolling(months), addDays(on, 1)).end! >= end).toBe(true);
				expect(end > on).toBe(true);
			})
		);
	});
});

describe('the rest', () => {
	it('lasts a day, or for ever', () => {
		const on = day('2026-11-21');
		expect(periodFrom({ kind: 'day' }, on)).toEqual({ start: on, end: on });
		expect(periodFrom({ kind: 'lifetime' }, on)).toEqual({ start: on, end: null });
		expect(seasonOf({ kind: 'lifetime' }, on)).toBeNull();
	});

	it('says the season once', () => {
		expect(nameWithSeason('Adhésion', '2026-2027')).toBe('Adhésion 2026-2027');
		expect(nameWithSeason('Adhésion 2026-2027', '2026-2027')).toBe('Adhésion 2026-2027');
		expect(nameWithSeason('Carte à vie', null)).toBe('Carte à vie');
	});
});
