import { addDays, addMonths, daysBetween, partsOf } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';

/**
 * How the days of a part of a year are counted: months of thirty days and years of 360, as is the custom
 * (BOI-BIC-AMT-20-20-10), or the days of the calendar.
 */
export const DAY_COUNTS = ['thirty-360', 'calendar'] as const;
export type DayCount = (typeof DAY_COUNTS)[number];

const MONTH = 30;

/** The day in a month of thirty: the last of any month is the thirtieth. */
function dayOfThirty(on: Day): number {
	return addDays(on, 1).endsWith('-01') ? MONTH : Math.min(partsOf(on).day, MONTH);
}

/** Days from the first to the last one, both counted; none when the last comes before the first. */
export function daysFrom(start: Day, through: Day, count: DayCount): number {
	if (through < start) return 0;
	if (count === 'calendar') return daysBetween(start, through) + 1;
	const first = partsOf(start);
	const last = partsOf(through);
	const months = 12 * (last.year - first.year) + last.month - first.month;
	return Math.max(0, MONTH * months + dayOfThirty(through) - Math.min(first.day, MONTH) + 1);
}

/** Days of a life of so many months from a day on. */
export function daysOfLife(start: Day, months: number, count: DayCount): number {
	return count === 'calendar' ? daysBetween(start, addMonths(start, months)) : MONTH * months;
}
