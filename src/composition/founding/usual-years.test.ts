import { expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { usualYears } from './usual-years.ts';

it.each([
	['2026-08-31', '2026-01-01', '2025-09-01', '2026-08-31'],
	['2026-09-01', '2026-01-01', '2026-09-01', '2027-08-31'],
	['2028-02-29', '2028-01-01', '2027-09-01', '2028-08-31']
])('around %s', (around, calendar, school, end) => {
	expect(usualYears(day(around))).toMatchObject({
		calendar: { start: calendar, end: `${calendar.slice(0, 4)}-12-31` },
		school: { start: school, end }
	});
});
