import { expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { daysOf, isSeason, nextSeason, seasonOn } from './season.ts';

it('a season goes from September to August', () => {
	expect(seasonOn(day('2026-08-31'))).toBe('2025-2026');
	expect(seasonOn(day('2026-09-01'))).toBe('2026-2027');
	expect(nextSeason('2026-2027')).toBe('2027-2028');
	expect(daysOf('2026-2027')).toEqual({ first: '2026-09-01', last: '2027-08-31' });
	expect(['2026-2027', '1999-2000'].every(isSeason)).toBe(true);
	expect(['2026', '2026-2028', '26-27', '2026-2027-2028', ''].some(isSeason)).toBe(false);
});
