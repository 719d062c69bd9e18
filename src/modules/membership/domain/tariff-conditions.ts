import { partsOf, type Day } from '#shared/day.ts';
import { refuseField, type RefusalParameters } from '#shared/errors.ts';
import { formatCents } from '#shared/money.ts';
import type { Validity } from './validity.ts';
import { nextSeasonStart } from './validity.ts';

/** Who a tariff is for; bounds are included, `null` when there is none. */
export interface TariffConditions {
	/** Years, on the first day of the membership. */
	readonly ageMin: number | null;
	readonly ageMax: number | null;
	/** Cents of the association’s measure of income: « quotient familial », monthly income… */
	readonly incomeMinCents: number | null;
	readonly incomeMaxCents: number | null;
}

export const NO_CONDITION: TariffConditions = {
	ageMin: null,
	ageMax: null,
	incomeMinCents: null,
	incomeMaxCents: null
};

/** What is known of the person who joins. */
export interface Joining {
	readonly name: string;
	readonly birthDate: Day | null;
	/** Whoever enrols has seen a proof of the income bracket; the income itself is never told nor kept. */
	readonly incomeSeen: boolean;
}

/** Whole years on a day; somebody born on 29 February is a year older on 1 March. */
export function ageOn(birthDate: Day, on: Day): number {
	const [born, then] = [partsOf(birthDate), partsOf(on)];
	const had = then.month > born.month || (then.month === born.month && then.day >= born.day);
	return then.year - born.year - (had ? 0 : 1);
}

/** A tariff has a condition of income, for which a proof must be seen. */
export function asksIncome({ incomeMinCents, incomeMaxCents }: TariffConditions): boolean {
	return incomeMinCents !== null || incomeMaxCents !== null;
}

/**
 * @throws {Refusal} `membership.age-unknown`, `membership.age-outside`, `membership.income-not-seen`
 */
export function checkConditions(
	tariff: TariffConditions & { readonly label: string },
	{ name, birthDate, incomeSeen }: Joining,
	startsOn: Day,
	path: string
): void {
	const { label, ageMin, ageMax } = tariff;
	if (ageMin !== null || ageMax !== null) {
		if (!birthDate) throw refuseField(path, 'membership.age-unknown', { name, label });
		const age = ageOn(birthDate, startsOn);
		if (age < (ageMin ?? 0)) {
			throw refuseField(path, 'membership.age-under', { name, label, age, least: ageMin ?? 0 });
		}
		if (age > (ageMax ?? Infinity)) {
			throw refuseField(path, 'membership.age-over', { name, label, age, most: ageMax ?? 0 });
		}
	}
	if (!asksIncome(tariff) || incomeSeen) return;
	const [from, to] = [tariff.incomeMinCents ?? 0, tariff.incomeMaxCents];
	const parameters: RefusalParameters = { label, from: formatCents(from) };
	if (to === null) throw refuseField('incomeSeen', 'membership.income-not-seen-from', parameters);
	throw refuseField('incomeSeen', 'membership.income-not-seen', {
		...parameters,
		to: formatCents(to)
	});
}

/** The months of its season or year that a membership from this day has, the month it begins in included: 1 to 12. */
export function monthsLeft(validity: Validity, startsOn: Day): number | null {
	const next = nextSeasonStart(validity, startsOn);
	if (!next) return null;
	const [from, to] = [partsOf(startsOn), partsOf(next)];
	// A season that begins within a month shares that month with the one before.
	const begun = to.day > 1 && from.day < to.day ? 1 : 0;
	return Math.min(12, Math.max(1, (to.year - from.year) * 12 + to.month - from.month + begun));
}

/** The price from a day: a twelfth for each month left when the tariff is prorated, to the nearest cent. */
export function priceFrom(
	tariff: { readonly amountCents: number; readonly prorated: boolean },
	validity: Validity,
	startsOn: Day
): number {
	const months = tariff.prorated ? monthsLeft(validity, startsOn) : null;
	return months === null ? tariff.amountCents : Math.round((tariff.amountCents * months) / 12);
}
