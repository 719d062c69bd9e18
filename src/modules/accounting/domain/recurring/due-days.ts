import { addMonths, daysInMonth, partsOf, type Day } from '#shared/day.ts';

/** How an entry comes back. */
export interface Rhythm {
	/** The first day that it may fall due. */
	readonly from: Day;
	/** Every so many months. */
	readonly months: number;
	/** 31 stands for the last day of every month. */
	readonly dayOfMonth: number;
	/** The last day that it may fall due. */
	readonly until?: Day | null | undefined;
	/** How many times in all. */
	readonly times?: number | null | undefined;
}

function onDayOf(firstOfMonth: Day, dayOfMonth: number): Day {
	const { year, month } = partsOf(firstOfMonth);
	const day = Math.min(dayOfMonth, daysInMonth(year, month));
	return `${firstOfMonth.slice(0, 8)}${String(day).padStart(2, '0')}` as Day;
}

/**
 * The days that it falls due, the first ones first, each reckoned from the first month so that a short month shifts
 * none after it.
 */
export function* dueDays(rhythm: Rhythm): Generator<Day> {
	const { from, months, dayOfMonth, until, times } = rhythm;
	const monthOfFrom = `${from.slice(0, 8)}01` as Day;
	const late = onDayOf(monthOfFrom, dayOfMonth) < from ? 1 : 0;
	const last = until && until < '2150-12-31' ? until : ('2150-12-31' as Day);
	for (let index = 0; index < (times ?? Infinity); index += 1) {
		const due = onDayOf(addMonths(monthOfFrom, late + index * months), dayOfMonth);
		if (due > last) return;
		yield due;
	}
}

/** Those up to a day, `most` at most of those after `after`. */
export function dueBetween(
	rhythm: Rhythm,
	{ after, through, most }: { after?: Day | undefined; through?: Day | undefined; most: number }
): Day[] {
	const found: Day[] = [];
	for (const due of dueDays(rhythm)) {
		if ((through !== undefined && due > through) || found.length === most) break;
		if (after === undefined || due > after) found.push(due);
	}
	return found;
}
