import { addDays, addMonths } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { parseFecDay, toFecDay } from './columns.ts';
import type { GatheredEntry } from './entries.ts';
import type { FecFindings } from './rules.ts';

/** A first year, or one whose closing day moves, may last longer than twelve months. */
const LONGEST_YEAR_MONTHS = 24;
const ENTRIES_OF_A_LONG_YEAR = 3;
const SHARE_OF_A_LONG_YEAR = 0.1;
const SHARE_OF_STRAYS = 0.05;

/** Dates outside the year that the name of the file closes; without it, outside the year of nearly all others. */
export function checkYear(
	entries: readonly GatheredEntry[],
	closing: Day | undefined,
	findings: FecFindings
): void {
	const dated = entries.filter(({ date }) => date !== '');
	const year = closing ? yearEnding(closing, dated) : usualYear(dated);
	if (!year) return;
	const rule = closing ? 'date-outside-year' : 'date-outside-usual-year';
	for (const { date, line } of dated) {
		if (date < year.start || date > year.end) findings.add(rule, line, { date, ...year });
	}
}

interface Year {
	/** `AAAAMMJJ`, both included. */
	readonly start: string;
	readonly end: string;
}

function yearEnding(closing: Day, entries: readonly GatheredEntry[]): Year {
	const startOf = (months: number) => toFecDay(addDays(addMonths(addDays(closing, 1), -months), 0));
	const [start, end] = [startOf(12), toFecDay(closing)];
	const early = entries.filter(({ date }) => date < start);
	const first = entries.findIndex(({ date }) => date >= start && date <= end);
	const long =
		first >= ENTRIES_OF_A_LONG_YEAR || early.length > entries.length * SHARE_OF_A_LONG_YEAR;
	return { start: long ? startOf(LONGEST_YEAR_MONTHS) : start, end };
}

/** The twelve months that hold nearly all entries; `undefined` when none do. */
function usualYear(entries: readonly GatheredEntry[]): Year | undefined {
	const counts = new Map<string, number>();
	for (const { date } of entries) counts.set(date, (counts.get(date) ?? 0) + 1);
	const dates = [...counts.keys()].sort();
	let best: (Year & { count: number }) | undefined;
	for (const start of dates) {
		const end = toFecDay(addDays(addMonths(parseFecDay(start) as Day, 12), -1));
		let count = 0;
		for (const [date, each] of counts) if (date >= start && date <= end) count += each;
		if (!best || count > best.count) best = { start, end, count };
	}
	if (!best || best.count < entries.length * (1 - SHARE_OF_STRAYS)) return undefined;
	return { start: best.start, end: best.end };
}
