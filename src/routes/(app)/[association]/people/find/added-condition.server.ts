import type { Operator } from '#shared/condition.ts';
import { writeConditions } from '#modules/people/index.ts';

interface Criterion {
	readonly key: string;
	readonly kind: string;
	readonly operators: readonly Operator[];
}

/** What the form of one condition says, as the text of a search; `undefined` when nothing was chosen yet. */
export function addedCondition(
	{ key, kind, operators }: Criterion,
	parameters: URLSearchParams
): string | undefined {
	const chosen = operators.find((known) => known === parameters.get('operator'));
	if (!chosen) return undefined;
	const values = parameters.getAll('value').map((value) => value.trim());
	const [operator, kept] = chosen === 'between' ? ranged(values) : [chosen, written(kind, values)];
	return writeConditions([{ field: key, operator, values: kept }]);
}

/** Of a range, one end may be left open. */
function ranged([from = '', to = '']: readonly string[]): [Operator, string[]] {
	if (from === '' && to !== '') return ['at-most', [to]];
	return to === '' && from !== '' ? ['at-least', [from]] : ['between', [from, to]];
}

/** Several texts are typed in one go, between commas. */
function written(kind: string, values: readonly string[]): string[] {
	const all = kind === 'text' ? values.flatMap((value) => value.split(/[,;]/)) : values;
	return all.map((value) => value.trim()).filter((value) => value !== '');
}
