import type { Operator } from '#shared/condition.ts';

/** One condition as addresses and saved searches hold it: `city:is:Rennes|Brest`. */
export interface Condition {
	readonly field: string;
	/** One of `OPERATORS`, or whatever was written there. */
	readonly operator: Operator | (string & {});
	readonly values: readonly string[];
}

/** Conditions of one search, at most. */
export const MOST_CONDITIONS = 20;
/** Values of one condition, at most. */
export const MOST_VALUES = 50;

/** The conditions of `age:between:18|25;city:is:Rennes`; a sign that separates is kept by a `\` before it. */
export function readConditions(text: string): Condition[] {
	return split(text, ';')
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const [, field = '', operator = '', values = ''] =
				/^([^:]*):?([^:]*):?(.*)$/s.exec(part) ?? [];
			const read = values === '' ? [] : split(values, '|').map(unescaped);
			return { field: field.trim(), operator: operator.trim(), values: read };
		});
}

/** The text that `readConditions` reads back to the same conditions. */
export function writeConditions(conditions: readonly Condition[]): string {
	return conditions
		.map(({ field, operator, values }) => `${field}:${operator}:${values.map(escaped).join('|')}`)
		.join(';');
}

function escaped(value: string): string {
	return value.replace(/[\\;|]/g, '\\$&');
}

function unescaped(value: string): string {
	return value.replace(/\\(.)/gs, '$1');
}

/** The parts between separators that no `\` keeps; the signs that keep them stay. */
function split(text: string, separator: string): string[] {
	const parts: string[] = [''];
	for (let at = 0; at < text.length; at += 1) {
		const sign = text[at] ?? '';
		if (sign === separator) parts.push('');
		else {
			const kept = sign === '\\' ? sign + (text[(at += 1)] ?? '') : sign;
			parts.push((parts.pop() ?? '') + kept);
		}
	}
	return parts;
}
