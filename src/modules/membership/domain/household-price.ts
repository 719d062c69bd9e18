import type { Day } from '#shared/day.ts';

/** By how many live in the household, or by how many of it have the tariff: the text is what is stored. */
export const HOUSEHOLD_RULES = ['size', 'rank'] as const;
export type HouseholdRule = (typeof HOUSEHOLD_RULES)[number];

/** The price from the second person on, from the third…; cents. */
export interface HouseholdBand {
	readonly from: number;
	readonly amountCents: number;
}

export interface HouseholdPrice {
	readonly by: HouseholdRule;
	/** In the order of their `from`, each once. */
	readonly bands: readonly HouseholdBand[];
}

/** Where somebody who joins stands in their household. */
export interface Place {
	/** How many live there. */
	readonly size: number;
	/** First, second… of the household to have the tariff. */
	readonly rank: number;
}

/** Somebody without a household. */
export const ALONE: Place = { size: 1, rank: 1 };

/** The price for one person of the household: that of the last band reached, else that of the tariff. */
export function priceAt(
	tariff: { readonly amountCents: number; readonly household: HouseholdPrice | null },
	place: Place
): number {
	const { amountCents, household } = tariff;
	if (!household) return amountCents;
	const reached = household.bands.filter(({ from }) => from <= place[household.by]);
	return reached.at(-1)?.amountCents ?? amountCents;
}

export interface Joiner {
	readonly personId: string;
	/** `undefined` for who lives alone. */
	readonly householdId: string | undefined;
	readonly birthDate: Day | null;
}

/**
 * The rank of each who joins, the eldest first, after those of the household who have the tariff already:
 * whatever the order in which they are named.
 * @param taken how many of each household have it already
 */
export function ranksOf(
	joiners: readonly Joiner[],
	taken: ReadonlyMap<string, number>
): ReadonlyMap<string, number> {
	const last = new Map(taken);
	const ranks = new Map<string, number>();
	for (const { personId, householdId } of joiners.toSorted(eldestFirst)) {
		const rank = householdId === undefined ? 1 : (last.get(householdId) ?? 0) + 1;
		if (householdId !== undefined) last.set(householdId, rank);
		ranks.set(personId, rank);
	}
	return ranks;
}

/** Those whose birth date is not known come last. */
function eldestFirst(one: Joiner, other: Joiner): number {
	const [first, second] = [one, other].map(
		(joiner) => `${joiner.birthDate ?? '9'} ${joiner.personId}`
	);
	return (first ?? '') < (second ?? '') ? -1 : 1;
}
