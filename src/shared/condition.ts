/** How a condition compares; `known` and `unknown` take no value, `between` two, `is` and `is-not` any number. */
export const OPERATORS = [
	'is',
	'is-not',
	'contains',
	'starts',
	'between',
	'at-least',
	'at-most',
	'known',
	'unknown'
] as const;
export type Operator = (typeof OPERATORS)[number];

/** What the values of a criterion are; of `presence` there are none. */
export type CriterionKind =
	| 'text'
	| 'number'
	| 'money'
	| 'date'
	| 'month-day'
	| 'yes-no'
	| 'choice'
	| 'country'
	| 'person'
	| 'presence';

/** A condition that has been read: its values are those that are kept (days, cents, ids). */
export interface Asked {
	readonly operator: Operator;
	readonly values: readonly string[];
}
