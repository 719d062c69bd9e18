import type { Asked, CriterionKind, Operator } from '#shared/condition.ts';
import { cleanCustom } from '../custom/clean-custom.ts';
import type { Condition } from './condition.ts';
import { MOST_VALUES } from './condition.ts';

interface Compared {
	readonly kind: CriterionKind;
	readonly operators: readonly Operator[];
}
type Read =
	| { readonly asked: Asked }
	| { readonly fault: string; readonly parameters?: Readonly<Record<string, string | number>> };

/**
 * Reads a condition as it was typed to what it asks: days as `1/2/25`, amounts as `12,50`.
 * Faults: `people.condition-operator-unknown`, `people.condition-value-needed`, `people.condition-values-too-many`,
 * `people.condition-reversed`, and those of each kind of value.
 */
export function readAsked({ kind, operators }: Compared, condition: Condition): Read {
	const operator = operators.find((known) => known === condition.operator);
	if (!operator) return { fault: 'people.condition-operator-unknown' };
	if (operator === 'known' || operator === 'unknown') return { asked: { operator, values: [] } };
	const written = condition.values.map((value) => value.trim()).filter((value) => value !== '');
	if (written.length < fewest(operator)) return { fault: 'people.condition-value-needed' };
	const limit = most(operator);
	if (written.length > limit) {
		return { fault: 'people.condition-values-too-many', parameters: { limit } };
	}
	const values: string[] = [];
	for (const text of written) {
		const read = readValue(kind, text);
		if ('fault' in read) return read;
		if (read.value !== null) values.push(read.value);
	}
	// Of signs that nobody sees nothing is left.
	if (values.length < fewest(operator)) return { fault: 'people.condition-value-needed' };
	const [from = '', to = ''] = values;
	if (operator === 'between' && isAfter(kind, from, to))
		return { fault: 'people.condition-reversed' };
	return { asked: { operator, values } };
}

function readValue(kind: CriterionKind, text: string) {
	// Answers are compared with those that exist, and people with those that are known, by whoever can read them.
	if (kind === 'choice' || kind === 'person' || kind === 'presence') return { value: text };
	return cleanCustom({ kind, options: [] }, text);
}

function isAfter(kind: CriterionKind, from: string, to: string): boolean {
	return kind === 'number' || kind === 'money' ? Number(from) > Number(to) : from > to;
}

function fewest(operator: Operator): number {
	return operator === 'between' ? 2 : 1;
}

function most(operator: Operator): number {
	if (operator === 'between') return 2;
	return operator === 'at-least' || operator === 'at-most' ? 1 : MOST_VALUES;
}
