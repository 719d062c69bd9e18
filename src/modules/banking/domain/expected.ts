import { daysBetween } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import type { OpenLine } from './match.ts';
import { tellingWords } from './words.ts';

/** Money that somebody is to pay or to be paid. */
export interface Expected {
	readonly id: string;
	/** Signed like the line that would pay it. */
	readonly cents: number;
	readonly day: Day;
	readonly party: string;
	readonly reference: string | null;
	/** One line may pay those that share it. */
	readonly together: string;
}

/** Why a line is thought to pay something. */
export type SettlementReason = 'reference' | 'words' | 'sum' | 'amount';

export interface Settlement {
	readonly ids: readonly string[];
	readonly because: SettlementReason;
}

/** Of those that a line names, how many may be added up: all their sums are tried. */
const MOST_ADDED = 12;
/** An amount alone says little of what was due long before. */
const DAYS_BEFORE = 120;
const DAYS_AFTER = 60;

interface Candidate {
	readonly item: Expected;
	readonly score: number;
	readonly because: 'reference' | 'words';
}

/**
 * What each line is thought to pay, when nothing in the books is that line already: the same amount with a shared
 * number or name; several of one party, or of people who share a name, that come to the line; an amount that nothing
 * else has. Each expected payment goes to one line. Nothing is proposed on an amount that several wait for.
 */
export function proposeSettlements(
	lines: readonly OpenLine[],
	items: readonly Expected[]
): Map<string, Settlement> {
	const index = new ExpectedIndex(items);
	const proposals = new Map<string, Settlement>();
	const taken = new Set<string>();
	const settle = (line: OpenLine, ids: readonly string[], because: SettlementReason) => {
		for (const id of ids) taken.add(id);
		proposals.set(line.id, { ids, because });
	};
	const singles = lines.flatMap((line) =>
		index.ofAmountNamedBy(line).map((candidate) => ({ line, ...candidate }))
	);
	for (const { line, item, because } of singles.sort((a, b) => b.score - a.score)) {
		if (!proposals.has(line.id) && !taken.has(item.id)) settle(line, [item.id], because);
	}
	for (const line of lines) {
		if (proposals.has(line.id)) continue;
		const free = index.namedBy(line).filter(({ item }) => !taken.has(item.id));
		const ids = sumOf(line, free);
		if (ids) settle(line, ids, 'sum');
	}
	const alike = Map.groupBy(lines, ({ cents }) => cents);
	for (const line of lines) {
		if (proposals.has(line.id) || alike.get(line.cents)?.length !== 1) continue;
		const [only, ...rivals] = index.ofAmount(line.cents).filter(({ id }) => !taken.has(id));
		if (only && rivals.length === 0 && isNear(line, only)) settle(line, [only.id], 'amount');
	}
	return proposals;
}

function isNear(line: OpenLine, { day }: Expected): boolean {
	const days = daysBetween(day, line.day);
	return days <= DAYS_BEFORE && days >= -DAYS_AFTER;
}

/** The fewest of those that one payment may settle, whose amounts come to the line. */
function sumOf(line: OpenLine, candidates: readonly Candidate[]): string[] | undefined {
	for (const group of Map.groupBy(candidates, ({ item }) => item.together).values()) {
		const best = group.sort((a, b) => b.score - a.score).slice(0, MOST_ADDED);
		let found: Expected[] | undefined;
		const add = (from: number, rest: number, chosen: Expected[]) => {
			if (rest === 0) found = chosen;
			if (rest === 0 || chosen.length + 1 >= (found?.length ?? MOST_ADDED + 1)) return;
			for (let i = from; i < best.length; i++) {
				const { item } = best[i] as Candidate;
				if (Math.abs(item.cents) > Math.abs(rest)) continue;
				add(i + 1, rest - item.cents, [...chosen, item]);
			}
		};
		add(0, line.cents, []);
		if (found) return found.map(({ id }) => id);
	}
	return undefined;
}

/** Finds what a line may name without comparing each with each. */
class ExpectedIndex {
	readonly #byAmount: Map<number, Expected[]>;
	readonly #byClue = new Map<string, Expected[]>();
	readonly #clues = new Map<Expected, ReadonlySet<string>>();

	constructor(items: readonly Expected[]) {
		this.#byAmount = Map.groupBy(items, ({ cents }) => cents);
		for (const item of items) {
			const clues = cluesIn(fold(item.party), item.reference ?? '');
			this.#clues.set(item, clues);
			for (const clue of clues) {
				const known = this.#byClue.get(clue);
				if (known) known.push(item);
				else this.#byClue.set(clue, [item]);
			}
		}
	}

	ofAmount(cents: number): readonly Expected[] {
		return this.#byAmount.get(cents) ?? [];
	}

	/** Those of the amount of the line whose party or reference it names. */
	ofAmountNamedBy(line: OpenLine): Candidate[] {
		const said = saidIn(line);
		return this.ofAmount(line.cents).flatMap((item) => {
			const shared = this.#clues.get(item)?.intersection(said);
			return shared?.size ? candidate(line, item, [...shared]) : [];
		});
	}

	/** The same, whatever their amount, of the side of the line. */
	namedBy(line: OpenLine): Candidate[] {
		const shared = new Map<Expected, string[]>();
		for (const clue of saidIn(line)) {
			for (const item of this.#byClue.get(clue) ?? []) {
				if (item.cents > 0 !== line.cents > 0) continue;
				const clues = shared.get(item);
				if (clues) clues.push(clue);
				else shared.set(item, [clue]);
			}
		}
		return [...shared].map(([item, clues]) => candidate(line, item, clues));
	}
}

/** A number is worth more than any names. */
const NUMBER_WORTH = 10;

function candidate(line: OpenLine, item: Expected, shared: readonly string[]): Candidate {
	const numbers = shared.filter((clue) => /^\d/.test(clue)).length;
	const worth = shared.length + numbers * NUMBER_WORTH;
	return {
		item,
		score: worth * 1000 - Math.abs(daysBetween(item.day, line.day)),
		because: numbers > 0 ? 'reference' : 'words'
	};
}

function saidIn({ search, reference }: OpenLine): Set<string> {
	return cluesIn(search, `${reference ?? ''} ${search}`);
}

/** Names, and numbers of three figures or more. */
function cluesIn(words: string, numbers: string): Set<string> {
	return tellingWords(words).union(new Set(numbersIn(numbers)));
}

/** Numbers of three figures or more, without the zeros in front. */
function numbersIn(text: string): string[] {
	return [...text.matchAll(/\d{3,}/g)]
		.map(([number]) => number.replace(/^0+/, ''))
		.filter((number) => number.length >= 3);
}
