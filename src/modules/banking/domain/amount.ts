/** What a bank file may hold: far above any association, far below what a number can't count. */
export const MAX_LINE_CENTS = 10_000_000_000_000;

/** Which sign stands before the cents in the amounts of a file. */
export type DecimalSign = ',' | '.';

const TAIL = /[.,](\d{1,2})\s*[-+]?\)?$/;

function body(text: string): string {
	return text.replace(/[\s\u00a0\u202f'’]|€|EUR/gi, '');
}

/** The decimal sign that all these amounts agree on; `,` when nothing tells. */
export function decimalSignOf(samples: Iterable<string>): DecimalSign {
	let grouped: DecimalSign | undefined;
	for (const sample of samples) {
		const text = body(sample);
		if (TAIL.test(text)) {
			const sign = TAIL.exec(text)?.[0][0] as DecimalSign;
			return sign;
		}
		const group = /\d([.,])\d{3}(?!\d)/.exec(text)?.[1];
		if (group) grouped = group === '.' ? ',' : '.';
	}
	return grouped ?? ',';
}

/**
 * Reads an amount of a bank file straight to cents: `-1 234,56 €`, `1,234.56`, `12,5-`, `(12.50)`, `+3`.
 * Decimals past the cents must be zeros. `undefined` when it is no amount.
 */
export function readAmount(text: string, decimal: DecimalSign): number | undefined {
	const compact = body(text);
	const match = /^(\(?)([-+−]?)([\d.,]+?)([-+]?)(\)?)$/.exec(compact);
	if (!match) return undefined;
	const [, bracket, sign, figures = '', trailing, closing] = match;
	if ((bracket === '(') !== (closing === ')')) return undefined;
	const [whole = '', ...rest] = figures.split(decimal);
	const decimals = (rest[0] ?? '').replace(/0+$/, '');
	const grouping = decimal === ',' ? '.' : ',';
	const groups = whole.split(grouping);
	const grouped = groups.slice(1).every((group) => group.length === 3);
	if (rest.length > 1 || decimals.length > 2 || !grouped) return undefined;
	if (!/^\d*$/.test(decimals) || !/^\d+$/.test(groups.join('') || '0')) return undefined;
	if (groups.join('') === '' && rest.length === 0) return undefined;
	const cents = Number(groups.join('') || '0') * 100 + Number(decimals.padEnd(2, '0'));
	if (cents > MAX_LINE_CENTS) return undefined;
	const negative = sign === '-' || sign === '−' || trailing === '-' || bracket === '(';
	return negative && cents !== 0 ? -cents : cents;
}
