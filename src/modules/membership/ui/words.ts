import { formatDay } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import { getLocale } from '#i18n/runtime';
import type {
	MembershipState,
	HouseholdPrice,
	PaymentMeans,
	Standing,
	TariffConditions,
	Validity
} from '#modules/membership/index.ts';

export type Tone = 'good' | 'waiting' | 'late' | 'none';

const TONES: Readonly<Record<Standing['kind'], Tone>> = {
	'up-to-date': 'good',
	upcoming: 'good',
	owing: 'waiting',
	expired: 'late',
	none: 'none'
};

/** The tone of the dot beside the sentence of a standing. */
export function toneOf(kind: Standing['kind'] | MembershipState): Tone {
	return TONES[kind];
}

/** « À jour jusqu’au 31 août 2027 », « Doit 5,00 € depuis 12 jours ». */
export function standingSentence(standing: Standing): string {
	const locale = getLocale();
	switch (standing.kind) {
		case 'up-to-date':
			return standing.until === null
				? m.membership_standing_for_life()
				: m.membership_standing_until({ day: formatDay(standing.until, locale) });
		case 'owing': {
			const amount = formatCents(standing.owedCents, locale);
			return standing.days === 0
				? m.membership_standing_owing_today({ amount })
				: m.membership_standing_owing({ amount, days: standing.days });
		}
		case 'upcoming':
			return m.membership_standing_upcoming({ day: formatDay(standing.from, locale) });
		case 'expired':
			return m.membership_standing_expired({ day: formatDay(standing.on, locale) });
		case 'none':
			return m.membership_standing_none();
	}
}

/** « du 1er septembre au 31 août », « 12 mois à partir de l’adhésion ». */
export function validitySentence(validity: Validity): string {
	switch (validity.kind) {
		case 'season':
			return m.membership_validity_season({ first: monthDay(validity.startsOn) });
		case 'rolling':
			return m.membership_validity_rolling({ months: validity.months });
		case 'calendar-year':
			return m.membership_validity_calendar_year();
		case 'lifetime':
			return m.membership_validity_lifetime();
		case 'day':
			return m.membership_validity_day();
	}
}

/** `09-01` → « 1er septembre ». */
function monthDay(text: string): string {
	const locale = getLocale();
	const words = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
		timeZone: 'UTC',
		day: 'numeric',
		month: 'long'
	}).format(Date.parse(`2001-${text}T00:00:00Z`));
	return locale === 'fr' ? words.replace(/^1 /, '1er ') : words;
}

/** « janvier », « février »…, in the order of the year. */
export function monthNames(): string[] {
	const format = new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : 'fr-FR', {
		timeZone: 'UTC',
		month: 'long'
	});
	return Array.from({ length: 12 }, (_, index) => format.format(Date.UTC(2001, index, 1)));
}

/** « 20,00 € », « 30,00 € ou plus », « gratuit ». */
export function priceWords({ amountCents, free }: { amountCents: number; free: boolean }): string {
	const amount = formatCents(amountCents, getLocale());
	if (free)
		return amountCents === 0 ? m.membership_price_any() : m.membership_price_from({ amount });
	return amountCents === 0 ? m.membership_price_nothing() : amount;
}

const MEANS: Readonly<Record<PaymentMeans, () => string>> = {
	cheque: m.membership_means_cheque,
	transfer: m.membership_means_transfer,
	cash: m.membership_means_cash,
	card: m.membership_means_card
};

/** « Chèque », « Virement ». */
export function meansLabel(means: PaymentMeans): string {
	return MEANS[means]();
}

const BY_MEANS: Readonly<Record<PaymentMeans, () => string>> = {
	cheque: m.membership_by_cheque,
	transfer: m.membership_by_transfer,
	cash: m.membership_by_cash,
	card: m.membership_by_card
};

/** « par chèque », « en espèces ». */
export function byMeans(means: PaymentMeans): string {
	return BY_MEANS[means]();
}

/** « de 12 à 17 ans, au prorata »; empty when the tariff is for everybody, at any time. */
export function conditionWords(
	tariff: TariffConditions & {
		readonly prorated: boolean;
		readonly household: HouseholdPrice | null;
	}
): string {
	const { ageMin, ageMax, incomeMinCents, incomeMaxCents } = tariff;
	const money = (amount: number) => formatCents(amount, getLocale());
	const age =
		ageMin !== null && ageMax !== null
			? m.membership_condition_age_between({ from: ageMin, to: ageMax })
			: ageMin !== null
				? m.membership_condition_age_from({ from: ageMin })
				: ageMax !== null && m.membership_condition_age_to({ to: ageMax });
	const income =
		incomeMinCents !== null && incomeMaxCents !== null
			? m.membership_condition_income_between({
					from: money(incomeMinCents),
					to: money(incomeMaxCents)
				})
			: incomeMinCents !== null
				? m.membership_condition_income_from({ from: money(incomeMinCents) })
				: incomeMaxCents !== null &&
					m.membership_condition_income_to({ to: money(incomeMaxCents) });
	return [
		age,
		income,
		...householdWords(tariff.household),
		tariff.prorated && m.membership_condition_prorated()
	]
		.filter(Boolean)
		.join(', ');
}

/** « 20,00 € à partir du 2e du foyer », for each price. */
function householdWords(household: HouseholdPrice | null): string[] {
	return (household?.bands ?? []).map(({ from, amountCents }) => {
		const words = { from, amount: formatCents(amountCents, getLocale()) };
		return household?.by === 'size'
			? m.membership_condition_household_size(words)
			: m.membership_condition_household_rank(words);
	});
}

const ASIDE: Readonly<Record<string, () => string>> = {
	'membership.tariff-archived': m.membership_aside_tariff_archived,
	'membership.income-not-seen': m.membership_aside_income_not_seen,
	'membership.age-unknown': m.membership_aside_age_unknown,
	'membership.age-under': m.membership_aside_age_under,
	'membership.age-over': m.membership_aside_age_over
};

/** Why a membership is not renewed by itself, from the code of the refusal. */
export function asideWords(code: string): string {
	return ASIDE[code]?.() ?? code;
}

const ADJUSTMENTS = {
	discount: m.membership_adjustment_discount,
	exemption: m.membership_adjustment_exemption,
	refund: m.membership_adjustment_refund
};

/** « Remise », « Exonération », « Remboursement ». */
export function adjustmentLabel(kind: keyof typeof ADJUSTMENTS): string {
	return ADJUSTMENTS[kind]();
}

/** « 15 jours après, si ce n’est pas payé », « 30 jours avant la fin de l’adhésion ». */
export function momentWords({ about, days }: { about: 'due' | 'end'; days: number }): string {
	if (days === 0) {
		return about === 'due' ? m.membership_reminder_day_due() : m.membership_reminder_day_end();
	}
	const count = { days: Math.abs(days) };
	if (about === 'due') {
		return days < 0
			? m.membership_reminder_days_before_due(count)
			: m.membership_reminder_days_after_due(count);
	}
	return days < 0
		? m.membership_reminder_days_before_end(count)
		: m.membership_reminder_days_after_end(count);
}
