import { addDays, addMonths, day, type Day } from '#shared/day.ts';

/** How many become members, or are not any more, on a day; `first` of those who come are new. */
export interface Turn {
	readonly day: Day;
	readonly comes: number;
	readonly leaves: number;
	readonly first: number;
}

/** Members on a day, and former members: who was one and is not. */
export interface StatusCount {
	readonly day: Day;
	readonly members: number;
	readonly former: number;
}

/** The last day of each of the twelve months up to that of `today`, which ends it. */
export function monthEnds(today: Day): Day[] {
	const month = day(`${today.slice(0, 8)}01`);
	const ends = Array.from({ length: 11 }, (_, index) => addDays(addMonths(month, index - 10), -1));
	return [...ends, today];
}

/**
 * Members and former members on each of some days, from the turns of all people.
 * @param turns of periods that do not touch: somebody who renews does not leave
 */
export function countsOn(days: readonly Day[], turns: readonly Turn[]): StatusCount[] {
	return days.map((on) => {
		let [members, ever] = [0, 0];
		for (const turn of turns) {
			if (turn.day > on) continue;
			members += turn.comes - turn.leaves;
			ever += turn.first;
		}
		return { day: on, members, former: ever - members };
	});
}

/** People of one season, told by the year it begins in. */
export interface SeasonTally {
	readonly year: number;
	readonly members: number;
	/** Members of the season before too; and those who were never members before. */
	readonly renewed: number;
	readonly first: number;
}

export interface SeasonCount extends SeasonTally {
	/** Members before, but not in the season before. */
	readonly back: number;
	/** Members of the season before who are not in this one; unknown for the first. */
	readonly lost: number;
}

/** The seasons in order, those without a member between two others included. */
export function seasonCounts(tallies: readonly SeasonTally[]): SeasonCount[] {
	const byYear = new Map(tallies.map((tally) => [tally.year, tally]));
	const years = [...byYear.keys()];
	if (years.length === 0) return [];
	const counts: SeasonCount[] = [];
	for (let year = Math.min(...years); year <= Math.max(...years); year += 1) {
		const tally = byYear.get(year) ?? { year, members: 0, renewed: 0, first: 0 };
		const before = byYear.get(year - 1)?.members ?? 0;
		const back = tally.members - tally.renewed - tally.first;
		counts.push({ ...tally, back, lost: before - tally.renewed });
	}
	return counts;
}
