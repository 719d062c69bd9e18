import { addDays, addMonths } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { parseFecDay, toFecDay } from './columns.ts';
import type { GatheredEntry } from './entries.ts';
import type { FecFindings } from './rules.ts';

/** A first year, or one whose closing day moves, may last longer than twelve months. */
const LONGEST_YEAR_MONTHS = 24;
const ENTRIES_OF_A_LONG_YEAR = 3;
const SHARE_OF_STRAYS = 0.05;

/**
 * Dates outside the year that the name of the file closes; without it, outside the year of nearly all others.
 * Answers the last day of the year, `AAAAMMJJ`.
 */
export function checkYear(
	entries: readonly GatheredEntry[],
	closing: Day | undefined,
	findings: FecFindings
): string {
	const dated = entries.flatMap(datesOf);
	const year = closing ? yearEnding(closing, dated) : usualYear(dated);
	if (!year) return dated.reduce((last, { date }) => (date > last ? date : last), '');
	const rule = closing ? 'date-outside-year' : 'date-outside-usual-year';
	for (const { date, line } of dated) {
		if (date < year.start || date > year.end) findings.add(rule, line, { date, ...year });
	}
	return year.end;
}

interface Dated {
	readonly journal: string;
	readonly date: string;
	readonly line: number;
}

function datesOf({ journal, date, line, others }: GatheredEntry): Dated[] {
	const first = date === '' ? [] : [{ journal, date, line }];
	if (!others) return first;
	const more = [...others].map(([other, { line: at }]) => ({ journal, date: other, line: at }));
	return [...first, ...more];
}

interface Year {
	/** `AAAAMMJJ`, both included. */
	readonly start: string;
	readonly end: string;
}

/** Twelve months, unless enough entries came before and lead their journals: a first year may be long. */
function yearEnding(closing: Day, entries: readonly Dated[]): Year {
	const startOf = (months: number) => toFecDay(addMonths(addDays(closing, 1), -months));
	const [start, end] = [startOf(12), toFecDay(closing)];
	const longest = startOf(LONGEST_YEAR_MONTHS);
	const early = entries.filter(({ date }) => date < start && date >= longest);
	const long = early.length >= ENTRIES_OF_A_LONG_YEAR && leadTheirJournals(early, entries, start);
	return { start: long ? longest : start, end };
}

/** Days mistyped are strewn among the others; those of a long year come first. */
function leadTheirJournals(
	early: readonly Dated[],
	entries: readonly Dated[],
	start: string
): boolean {
	const first = new Map<string, number>();
	for (const { journal, date, line } of entries) {
		if (date >= start) first.set(journal, Math.min(line, first.get(journal) ?? line));
	}
	return early.every(({ journal, line }) => line < (first.get(journal) ?? Infinity));
}

/** The twelve months that hold nearly all entries; `undefined` when none do. */
function usualYear(entries: readonly Dated[]): Year | undefined {
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
