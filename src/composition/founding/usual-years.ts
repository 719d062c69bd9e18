import { addDays, addMonths, type Day } from '#shared/day.ts';

export type UsualYear = 'calendar' | 'school';

/** The two fiscal years that most associations choose, around a day. */
export function usualYears(
	around: Day
): Readonly<Record<UsualYear, { readonly start: Day; readonly end: Day }>> {
	const year = Number(around.slice(0, 4));
	const september = `${around.slice(5) < '09-01' ? year - 1 : year}-09-01` as Day;
	return { calendar: twelveMonths(`${year}-01-01` as Day), school: twelveMonths(september) };
}

function twelveMonths(start: Day) {
	return { start, end: addDays(addMonths(start, 12), -1) };
}
