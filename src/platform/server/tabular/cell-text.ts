/** A number as a French file writes it, at a spreadsheet's 15 digits: `0,3` for 0.1 + 0.2, never `1e+21`. */
export function numberText(value: number): string {
	if (!Number.isFinite(value)) return '';
	const rounded = Number(value.toPrecision(15));
	const [mantissa = '0', exponent] = rounded.toString().split('e');
	return (exponent ? expand(mantissa, Number(exponent)) : mantissa).replace('.', ',');
}

function expand(mantissa: string, exponent: number): string {
	const sign = mantissa.startsWith('-') ? '-' : '';
	const [whole = '', decimals = ''] = mantissa.replace('-', '').split('.');
	const point = whole.length + exponent;
	const digits = whole + decimals;
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
	return sign + digits.padEnd(point, '0');
}

/** `2025-12-31`, with ` 14:30` behind it unless midnight; `14:30` alone for a time without day. */
export function momentText(value: Date): string {
	const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
	const [day = '', time = ''] = [iso.slice(0, 10), iso.slice(11, 16)];
	if (value.getUTCFullYear() < 1900) return time;
	return time === '00:00' ? day : `${day} ${time}`;
}

// What XML 1.0 can't hold (§2.2), tab and line feed aside.
const UNWRITABLE = /[\0-\x08\x0b-\x1f\ufffe\uffff]/g;

/** The text that every format can carry: line ends as `\n`, no control sign, no half of a pair. */
export function writableText(value: string): string {
	return value.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '').toWellFormed();
}

export function escapeXml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
