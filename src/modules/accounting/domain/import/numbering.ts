import type { GatheredEntry } from './gathering.ts';

/**
 * Numbers entries after the last of each journal: in the order of their numbers in the file when these are all
 * written alike, in the order of the file otherwise. So a file that numbers by journal keeps its numbers.
 * @param last the last number given in a journal of the year
 */
export function numberEntries(
	entries: ReadonlyMap<string, GatheredEntry>,
	last: (journal: string) => number
): Map<string, number> {
	const byJournal = Map.groupBy(entries, ([, { journal }]) => journal);
	const numbers = new Map<string, number>();
	for (const [journal, each] of byJournal) {
		let next = last(journal);
		for (const [key] of inOrder(each)) numbers.set(key, ++next);
	}
	return numbers;
}

/** The entries stand in the order that they are numbered in. */
export function comeInOrder(entries: ReadonlyMap<string, GatheredEntry>): boolean {
	const next = new Map<string, number>();
	const numbers = numberEntries(entries, () => 0);
	for (const [key, { journal }] of entries) {
		const number = (next.get(journal) ?? 0) + 1;
		if (numbers.get(key) !== number) return false;
		next.set(journal, number);
	}
	return true;
}

type Keyed = readonly [string, GatheredEntry];

function inOrder(entries: Keyed[]): Keyed[] {
	const values = new Map<string, number>();
	const prefixes = new Set<string>();
	for (const [key, { number }] of entries) {
		const match = /^(.*?)(\d{1,15})$/.exec(number);
		if (!match) return entries;
		prefixes.add(match[1] ?? '');
		if (prefixes.size > 1) return entries;
		values.set(key, Number(match[2]));
	}
	const valueOf = ([key]: Keyed) => values.get(key) ?? 0;
	return entries.toSorted((a, b) => valueOf(a) - valueOf(b) || a[1].line - b[1].line);
}
