import { encodeLatin9 } from '#shared/charset.ts';
import type { Day } from '#shared/day.ts';
import { FEC_COLUMNS, toFecDay } from './columns.ts';

export type FecEncoding = 'utf-8' | 'iso-8859-15';

/** `123456789FEC20251231.txt` (IX of the article); without SIREN, nine zeros. */
export function fecFileName(siren: string | null, closingDay: Day): string {
	return `${siren ?? '000000000'}FEC${toFecDay(closingDay)}.txt`;
}

/** The names of the fields, the first line of the file. */
export const FEC_HEADER = `${FEC_COLUMNS.join('\t')}\r\n`;

/** The bytes of a text of the file; ISO 8859-15 gets the nearest of the signs that it lacks. */
export function encodeFec(text: string, encoding: FecEncoding): Uint8Array {
	return encoding === 'utf-8' ? new TextEncoder().encode(text) : encodeLatin9(text);
}
