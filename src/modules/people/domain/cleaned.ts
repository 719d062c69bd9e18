import type { RefusalParameters } from '#shared/errors.ts';

/** What a text became once read: the value to store, or why it can't be. `null` is an empty text. */
export type Cleaned<T> =
	| { readonly value: T | null }
	| { readonly fault: string; readonly parameters?: RefusalParameters };

// Signs that are in normal form already (ASCII, Latin-1 letters), with single spaces between words.
const PLAIN = /^[!-~\u00c0-\u00ff]+(?: [!-~\u00c0-\u00ff]+)*$/;

/** Spaces of every kind (no-break, narrow, tab) become one space; none at the ends. */
export function squeeze(text: string): string {
	// Nearly every cell is plain already; ten thousand lines have a hundred thousand cells.
	if (PLAIN.test(text)) return text;
	return text
		.normalize('NFC')
		.replace(/[\s\u00a0\u202f\u200b\ufeff]+/g, ' ')
		.trim();
}

/** A text of at most `limit` characters on one line. */
export function cleanLine(text: string, limit: number): Cleaned<string> {
	return limited(squeeze(text), limit);
}

/** A text of at most `limit` characters that keeps its line breaks, without empty lines around. */
export function cleanLines(text: string, limit: number): Cleaned<string> {
	const lines = text.split(/\r\n|\r|\n/).map(squeeze);
	return limited(lines.join('\n').trim(), limit);
}

// PostgreSQL refuses U+0000 in a text; other control characters have no place in one either.
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f]/g;

function limited(text: string, limit: number): Cleaned<string> {
	const plain = text.replace(CONTROLS, '').toWellFormed();
	if (plain.length > limit) return { fault: 'people.text-too-long', parameters: { limit } };
	return { value: plain === '' ? null : plain };
}
