import type { Asked } from '#shared/condition.ts';
import { formatDay, isDay } from '#shared/day.ts';
import type { Criterion } from '#platform/server/criteria.ts';
import type { Locale } from '#platform/server/actor.ts';
import type { HouseholdRole } from '#modules/people/domain/household/household.ts';
import { m } from '#i18n';

type Phrase = NonNullable<Criterion['phrase']>;
type Operators = Readonly<Partial<Record<Asked['operator'], (words: Words, o: Options) => string>>>;
interface Words {
	readonly words: string;
}
interface Options {
	readonly locale: Locale;
}

function byOperator(messages: Operators): Phrase {
	return ({ operator, words }, locale) => messages[operator]?.({ words }, { locale });
}

export const email = byOperator({
	known: (_, o) => m.people_find_with_email({}, o),
	unknown: (_, o) => m.people_find_without_email({}, o)
});

export const phone = byOperator({
	known: (_, o) => m.people_find_with_phone({}, o),
	unknown: (_, o) => m.people_find_without_phone({}, o)
});

export const city = byOperator({ is: m.people_find_in_city, 'is-not': m.people_find_not_in_city });

export const category = byOperator({ is: m.people_find_of_category });

export const honorific = byOperator({ is: m.people_find_of_honorific });

export const kind: Phrase = ({ values }, locale) => {
	const [value, other] = values;
	if (other !== undefined) return undefined;
	return value === 'legal'
		? m.people_find_legal({}, { locale })
		: m.people_find_natural({}, { locale });
};

export const group = byOperator({
	is: m.people_find_in_group,
	'is-not': m.people_find_not_in_group,
	known: (_, o) => m.people_find_in_a_group({}, o),
	unknown: (_, o) => m.people_find_in_no_group({}, o)
});

export const household = byOperator({
	is: m.people_find_household_role,
	known: (_, o) => m.people_find_in_household({}, o),
	unknown: (_, o) => m.people_find_in_no_household({}, o)
});

export const age: Phrase = ({ operator, values }, locale) => {
	const [from = '', to = ''] = values;
	if (operator === 'between') return m.people_find_age_between({ from, to }, { locale });
	if (operator === 'at-least') return m.people_find_age_at_least({ from }, { locale });
	return operator === 'at-most' ? m.people_find_age_at_most({ from }, { locale }) : undefined;
};

export const newsletter: Phrase = ({ values }, locale) =>
	values[0] === 'true'
		? m.people_find_newsletter({}, { locale })
		: m.people_find_no_newsletter({}, { locale });

export const archived: Phrase = ({ values }, locale) =>
	values[0] === 'true'
		? m.people_find_archived({}, { locale })
		: m.people_find_not_archived({}, { locale });

const ROLES: Readonly<Record<HouseholdRole, (i: Record<string, never>, o: Options) => string>> = {
	parent: m.people_household_role_parent,
	partner: m.people_household_role_partner,
	child: m.people_household_role_child,
	other: m.people_household_role_other
};

export function roleLabel(role: HouseholdRole, locale: Locale): string {
	return ROLES[role]({}, { locale });
}

/** The end of a sentence for a criterion that has no phrase of its own. */
export function plainPhrase(
	label: string,
	{ operator, values }: Asked,
	shown: readonly string[],
	locale: Locale
): string {
	const o = { locale };
	const name = startingLow(label);
	const words = either(shown, locale);
	const [from = '', to = ''] = shown;
	const isDays = values.length > 0 && values.every(isDay);
	switch (operator) {
		case 'known':
			return m.people_find_with({ name }, o);
		case 'unknown':
			return m.people_find_without({ name }, o);
		case 'is':
			return m.people_find_is({ name, words }, o);
		case 'is-not':
			return m.people_find_is_not({ name, words }, o);
		case 'contains':
			return m.people_find_contains({ name, words }, o);
		case 'starts':
			return m.people_find_starts({ name, words }, o);
		case 'between':
			return isDays
				? m.people_find_between_days({ name, from, to }, o)
				: m.people_find_between({ name, from, to }, o);
		case 'at-least':
			return isDays
				? m.people_find_since({ name, from }, o)
				: m.people_find_at_least({ name, from }, o);
		case 'at-most':
			return isDays
				? m.people_find_until({ name, from }, o)
				: m.people_find_at_most({ name, from }, o);
	}
}

/** « Rennes ou Brest ». */
export function either(words: readonly string[], locale: Locale): string {
	return new Intl.ListFormat(locale, { type: 'disjunction' }).format(words);
}

/** A day as it stands within a sentence. */
export function dayInWords(value: string, locale: Locale): string {
	return isDay(value) ? formatDay(value, locale) : value;
}

/** « Ville » within a sentence is « ville »; « RIB » stays. */
function startingLow(label: string): string {
	const [first = '', second = ''] = label;
	return second === second.toLowerCase() ? first.toLowerCase() + label.slice(1) : label;
}
