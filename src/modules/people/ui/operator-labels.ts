import type { Operator } from '#shared/condition.ts';
import { m } from '#i18n';

/** How a condition compares, as it is chosen. */
export const OPERATOR_LABELS: Readonly<Record<Operator, () => string>> = {
	is: m.people_find_operator_is,
	'is-not': m.people_find_operator_is_not,
	contains: m.people_find_operator_contains,
	starts: m.people_find_operator_starts,
	between: m.people_find_operator_between,
	'at-least': m.people_find_from,
	'at-most': m.people_find_to,
	known: m.people_find_operator_known,
	unknown: m.people_find_operator_unknown
};
