/** An amount in euro cents: always a safe integer, never a float of euros. */
export type Cents = number & { readonly __brand: 'Cents' };

const MAX_CENTS = 9_007_199_254_740_991;

/** @throws {RangeError} when `value` is not a safe integer. */
export function cents(value: number): Cents {
	if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number of cents: ${value}`);
	return value as Cents;
}

export const ZERO = cents(0);

/** @throws {RangeError} past ± 90 071 992 547 409,91 €. */
export function sum(amounts: Iterable<number>): Cents {
	let total = 0;
	for (const amount of amounts) total += amount;
	return cents(total);
}

const FRENCH = /^(\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(\d{1,2}))?$/;
const PLAIN = /^(\d{1,3}(?:[ ]\d{3})+|\d+)(?:\.(\d{1,2}))?$/;

/**
 * Reads an amount as people and French files write it: `1 234,56 €`, `1.234,56`, `1234.56`, `-12,5`.
 * Answers `undefined` rather than guess: three decimals (`12,345`), `1.234` and words are refused.
 */
export function parseCents(text: string): Cents | undefined {
	const compact = text
		.trim()
		.replace(/\s*(€|EUR)$/i, '')
		.replace(/[\s\u00a0\u202f]+/g, ' ')
		.trim();
	const negative = /^[-−]/.test(compact);
	const body = compact.replace(/^[-−+]\s*/, '');
	const match = (/^\d{1,3}(?:\.\d{3})+$/.test(body) ? null : FRENCH.exec(body)) ?? PLAIN.exec(body);
	if (!match) return undefined;
	const whole = (match[1] ?? '').replace(/[ .]/g, '');
	const decimals = (match[2] ?? '').padEnd(2, '0');
	const value = Number(whole) * 100 + Number(decimals);
	if (value > MAX_CENTS) return undefined;
	return cents(negative && value !== 0 ? -value : value);
}

const NARROW_NO_BREAK_SPACE = '\u202f';

/** `1234,56` for files: no currency, no thousands separator. */
export function toDecimal(amount: number, separator: ',' | '.' = ','): string {
	const digits = Math.abs(amount).toString().padStart(3, '0');
	return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}${separator}${digits.slice(-2)}`;
}

/** `1 234,56 €` in French typography (narrow no-break spaces), `€1,234.56` in English. */
export function formatCents(amount: number, locale: string = 'fr', currency = true): string {
	const [whole = '', decimals = ''] = toDecimal(Math.abs(amount), '.').split('.');
	const separator = locale === 'en' ? ',' : NARROW_NO_BREAK_SPACE;
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
	const sign = amount < 0 ? '−' : '';
	if (locale === 'en') return `${sign}${currency ? '€' : ''}${grouped}.${decimals}`;
	return `${sign}${grouped},${decimals}${currency ? `${NARROW_NO_BREAK_SPACE}€` : ''}`;
}
