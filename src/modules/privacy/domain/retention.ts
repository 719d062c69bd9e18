import type { Day } from '#shared/day.ts';

/**
 * Months that a former member’s record is kept after the last membership or contact, unless the association
 * says otherwise: three years, as the CNIL advises for contacts that no longer answer.
 */
export const USUAL_MONTHS = 36;

/** Most months that may be chosen: a decade, as accounts are kept (code de commerce, L123-22). */
export const MOST_MONTHS = 120;

export interface Retention {
	/** A category of people; `null` for all the others. */
	readonly category: string | null;
	readonly months: number;
}

/** How long the record of somebody of this category is kept. */
export function monthsFor(rules: readonly Retention[], category: string | null): number {
	const rule =
		rules.find((one) => category !== null && one.category === category) ??
		rules.find((one) => one.category === null);
	return rule?.months ?? USUAL_MONTHS;
}

/** The first day of which the record is kept no more; a month without that day ends sooner. */
export function dueOn(lastContact: Day, months: number): Day {
	const [year = 0, month = 1, day = 1] = lastContact.split('-').map(Number);
	const at = year * 12 + month - 1 + months;
	const last = new Date(Date.UTC(Math.floor(at / 12), (at % 12) + 1, 0)).getUTCDate();
	const text = (value: number, width = 2) => String(value).padStart(width, '0');
	return `${text(Math.floor(at / 12), 4)}-${text((at % 12) + 1)}-${text(Math.min(day, last))}` as Day;
}
