import { addDays, addMonths, type Day } from '#shared/day.ts';

/** What becomes of a registration that lacks a document; the text is what is stored. */
export const WITHOUT_DOCUMENTS = ['warn', 'refuse'] as const;
export type WithoutDocuments = (typeof WITHOUT_DOCUMENTS)[number];

export interface DocumentKind {
	readonly id: string;
	readonly name: string;
	/** How long one is good for, from the day it was signed; `null` when it does not expire. */
	readonly months: number | null;
	readonly minorsOnly: boolean;
}

/** A document that somebody has given. */
export interface GivenDocument {
	readonly kindId: string;
	readonly signedOn: Day;
	readonly validUntil: Day | null;
}

/** Missing, or given and past its last day. */
export interface Lacking {
	readonly kind: DocumentKind;
	readonly expiredOn: Day | null;
}

/** The last day a document is good for, when nothing else is said. */
export function usualEnd({ months }: Pick<DocumentKind, 'months'>, signedOn: Day): Day | null {
	return months === null ? null : addDays(addMonths(signedOn, months), -1);
}

/** Civil code, article 388: eighteen years of age. */
const MAJORITY_MONTHS = 18 * 12;

/** Under eighteen on a day; whoever has no birth date is taken for an adult. */
export function isMinor(birthDate: Day | null, on: Day): boolean {
	return birthDate !== null && addMonths(birthDate, MAJORITY_MONTHS) > on;
}

/** What somebody still has to give, in the order of the kinds. */
export function lackingOn(
	kinds: readonly DocumentKind[],
	given: readonly GivenDocument[],
	person: { readonly birthDate: Day | null },
	on: Day
): Lacking[] {
	return kinds.flatMap((kind) => {
		if (kind.minorsOnly && !isMinor(person.birthDate, on)) return [];
		const own = given.filter(({ kindId }) => kindId === kind.id);
		if (own.some(({ validUntil }) => validUntil === null || validUntil >= on)) return [];
		const ends = own.flatMap(({ validUntil }) => validUntil ?? []).toSorted();
		return [{ kind, expiredOn: ends.at(-1) ?? null }];
	});
}
