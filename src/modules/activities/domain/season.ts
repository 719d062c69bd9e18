import { day, type Day } from '#shared/day.ts';

const FIRST_MONTH = 9;

/** The season of a day, 1 September to 31 August: `2026-2027`. */
export function seasonOn(on: Day): string {
	const year = Number(on.slice(0, 4)) - (Number(on.slice(5, 7)) < FIRST_MONTH ? 1 : 0);
	return `${year}-${year + 1}`;
}

/** `2026-2027`: two years that follow each other. */
export function isSeason(text: string): boolean {
	const [first = '', last = '', more] = text.split('-');
	return /^(19|20)\d\d$/.test(first) && more === undefined && Number(last) === Number(first) + 1;
}

/** The season after. */
export function nextSeason(season: string): string {
	const year = Number(season.slice(0, 4)) + 1;
	return `${year}-${year + 1}`;
}

/** The day of the season after that is the same day of the week: what weekly sessions move by. */
export const DAYS_OF_A_SEASON = 364;

/** First and last day, both included. */
export function daysOf(season: string): { readonly first: Day; readonly last: Day } {
	return { first: day(`${season.slice(0, 4)}-09-01`), last: day(`${season.slice(5)}-08-31`) };
}
