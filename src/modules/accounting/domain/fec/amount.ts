/** A number as the text wants it: a sign in front, no thousands separator, a decimal comma (XII-2°); `,50` too. */
const NUMBER = /^([+-]?)(\d{1,13}|(?=[,.]\d))(?:([,.])(\d+))?$/;

export interface FecAmount {
	readonly cents: number;
	/** Written with a point where the text wants a comma. */
	readonly point: boolean;
	/** Written with spaces between the thousands, which the text forbids. */
	readonly spaced: boolean;
}

const SPACED = /^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[,.]\d+)?$/;

/** Blank is zero; `undefined` for what is no number, or has parts of a cent. */
export function readFecAmount(text: string): FecAmount | undefined {
	if (text === '') return { cents: 0, point: false, spaced: false };
	const spaced = SPACED.test(text);
	const match = NUMBER.exec(spaced ? text.replaceAll(/[^\d,.+-]/g, '') : text);
	const decimals = (match?.[4] ?? '').padEnd(2, '0');
	if (!match || /[^0]/.test(decimals.slice(2))) return undefined;
	const cents = Number(match[2]) * 100 + Number(decimals.slice(0, 2));
	const signed = match[1] === '-' && cents !== 0 ? -cents : cents;
	return { cents: signed, point: match[3] === '.', spaced };
}

/** Foreign amounts may be finer than a cent. */
export function isFecNumber(text: string): boolean {
	return NUMBER.test(text);
}
