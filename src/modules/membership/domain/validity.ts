import type { Day } from '#shared/day.ts';
import { addDays, addMonths, day, partsOf } from '#shared/day.ts';

/** How long a membership lasts; the text is what is stored. */
export const VALIDITY_KINDS = ['season', 'calendar-year', 'rolling', 'lifetime', 'day'] as const;
export type ValidityKind = (typeof VALIDITY_KINDS)[number];

/** `MM-DD`, a day that every year has. */
export type MonthDay = string & { readonly __brand: 'MonthDay' };

export const USUAL_SEASON_START = '09-01' as MonthDay;
export const USUAL_MONTHS = 12;

export type Validity =
	| { readonly kind: 'season'; readonly startsOn: MonthDay }
	| { readonly kind: 'rolling'; readonly months: number }
	| { readonly kind: 'calendar-year' | 'lifetime' | 'day' };

/** From the first day to the last, both included; `end` is `null` when it never ends. */
export interface Period {
	readonly start: Day;
	readonly end: Day | null;
}

/** `02-29` is refused: three years in four have no such day. */
export function isMonthDay(text: string): text is MonthDay {
	if (!/^\d{2}-\d{2}$/.test(text)) return false;
	const read = Date.parse(`2001-${text}T00:00:00Z`);
	return !Number.isNaN(read) && new Date(read).toISOString().slice(5, 10) === text;
}

/** The year-long period that a day falls in, for seasons and calendar years. */
function yearFrom(startsOn: MonthDay, on: Day): { start: Day; end: Day } {
	const { year } = partsOf(on);
	const first = on.slice(5) >= startsOn ? year : year - 1;
	return { start: day(`${first}-${startsOn}`), end: addDays(day(`${first + 1}-${startsOn}`), -1) };
}

const FIRST_OF_JANUARY = '01-01' as MonthDay;

function yearOf(validity: Validity, on: Day): { start: Day; end: Day } | undefined {
	if (validity.kind === 'season') return yearFrom(validity.startsOn, on);
	if (validity.kind === 'calendar-year') return yearFrom(FIRST_OF_JANUARY, on);
	return undefined;
}

/**
 * The membership of someone who joins on a day: from that day to the end of the season or year, or for as
 * many months. Months end the day before the same day, or on the last day of a month that has no such day:
 * from 29 February 2028, twelve months end on 28 February 2029.
 */
export function periodFrom(validity: Validity, on: Day): Period {
	if (validity.kind === 'lifetime') return { start: on, end: null };
	if (validity.kind === 'day') return { start: on, end: on };
	if (validity.kind === 'rolling') return { start: on, end: lastOfMonths(on, validity.months) };
	return { start: on, end: yearOf(validity, on)?.end ?? on };
}

function lastOfMonths(start: Day, months: number): Day {
	const same = addMonths(start, months);
	return partsOf(same).day < partsOf(start).day ? same : addDays(same, -1);
}

/** `2026-2027`, or `2026` for a season within one year; `null` for what has no season. */
export function seasonOf(validity: Validity, on: Day): string | null {
	const year = yearOf(validity, on);
	if (!year) return null;
	const [first, last] = [year.start.slice(0, 4), year.end.slice(0, 4)];
	return first === last ? first : `${first}-${last}`;
}

/** The first day of the season or year that a day falls in; `null` for what has no season. */
export function seasonStart(validity: Validity, on: Day): Day | null {
	return yearOf(validity, on)?.start ?? null;
}

/** The first day of the season or year after the one that a day falls in. */
export function nextSeasonStart(validity: Validity, on: Day): Day | null {
	const year = yearOf(validity, on);
	return year ? addDays(year.end, 1) : null;
}

/** `Adhésion 2026-2027`; the season is not said twice when the name already holds it. */
export function nameWithSeason(name: string, season: string | null): string {
	return season === null || name.includes(season) ? name : `${name} ${season}`;
}
