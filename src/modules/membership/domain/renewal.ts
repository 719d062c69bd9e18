import { addDays, addMonths, type Day } from '#shared/day.ts';
import { seasonOf, seasonStart, type Validity } from './validity.ts';

/** Whose membership is renewed: those whose last one ended between two days, both included. */
export interface RenewalTerms {
	readonly endedFrom: Day;
	readonly endedTo: Day;
	/** The first day of all; `null` when each goes on from the day after their own end. */
	readonly startsOn: Day | null;
	readonly season: string | null;
}

const MONTHS_LOOKED_AT = 12;

/**
 * Seasons and years: those who were members in the one before the season of `on`, from its first day.
 * Months: those whose membership ends within the twelve months up to `on`. For life and days: nothing.
 */
export function renewalTerms(validity: Validity, on: Day): RenewalTerms | null {
	const start = seasonStart(validity, on);
	if (start) {
		const endedTo = addDays(start, -1);
		const endedFrom = seasonStart(validity, endedTo) ?? endedTo;
		return { endedFrom, endedTo, startsOn: start, season: seasonOf(validity, start) };
	}
	if (validity.kind !== 'rolling') return null;
	const endedFrom = addDays(addMonths(on, -MONTHS_LOOKED_AT), 1);
	return { endedFrom, endedTo: on, startsOn: null, season: null };
}
