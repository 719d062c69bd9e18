import { addDays, addMonths } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { contains, MAX_MONTHS } from '../fiscal-year.ts';
import type { FiscalYear, Period } from '../fiscal-year.ts';

/** Where the entries of a file go: a year of the association, or one to open before or after those it has. */
export type YearForImport<Y extends FiscalYear> =
	| { readonly kind: 'known'; readonly year: Y }
	| { readonly kind: 'opened'; readonly period: Period }
	| { readonly kind: 'none' };

/**
 * The year that holds the last day of the entries; else the one that the file is about, when it follows or
 * precedes those of the association.
 * @param closing the last day of the year, when the file tells it
 */
export function yearFor<Y extends FiscalYear>(
	years: readonly Y[],
	first: Day,
	last: Day,
	closing: Day | undefined
): YearForImport<Y> {
	const year = years.find((candidate) => contains(candidate, last));
	if (year) return { kind: 'known', year };
	const end = closing && closing >= last ? closing : endOfYear(last);
	const usual = addMonths(addDays(end, 1), -12);
	const [earliest, latest] = [years[0], years.at(-1)];
	if (!earliest || !latest) return opened(first < usual ? startOfMonth(first) : usual, end);
	if (last > latest.end) return opened(addDays(latest.end, 1), end);
	if (last < earliest.start)
		return opened(first < usual ? startOfMonth(first) : usual, addDays(earliest.start, -1));
	return { kind: 'none' };

	function opened(start: Day, until: Day): YearForImport<Y> {
		const fits = start <= first && last <= until && until < addMonths(start, MAX_MONTHS);
		return fits ? { kind: 'opened', period: { start, end: until } } : { kind: 'none' };
	}
}

function endOfYear(day: Day): Day {
	return `${day.slice(0, 4)}-12-31` as Day;
}

function startOfMonth(day: Day): Day {
	return `${day.slice(0, 7)}-01` as Day;
}
