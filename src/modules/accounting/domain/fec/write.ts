import { encodeLatin9 } from '#shared/charset.ts';
import type { Day } from '#shared/day.ts';
import { toDecimal } from '#shared/money.ts';
import { FEC_COLUMNS, toFecDay } from './columns.ts';

/** One line of a validated entry, with all that its file says of it. */
export interface FecLine {
	readonly journalCode: string;
	readonly journalLabel: string;
	/** Position of the entry in the order of validation: lines of one entry share it. */
	readonly sequence: number;
	/** Carries the balances of the year before: such entries come first. */
	readonly opening: boolean;
	readonly entryDate: Day;
	readonly accountCode: string;
	readonly accountLabel: string;
	readonly auxiliaryCode?: string | null;
	readonly auxiliaryLabel?: string | null;
	/** Reference of the supporting document; the number of the entry stands in when there is none. */
	readonly documentReference: string | null;
	/** The day of the entry stands in when there is none. */
	readonly documentDate: Day | null;
	readonly label: string;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly letter?: string | null;
	readonly letterDate?: Day | null;
	readonly validatedOn: Day;
}

export type FecEncoding = 'utf-8' | 'iso-8859-15';

/** `123456789FEC20251231.txt` (IX of the article); without SIREN, nine zeros. */
export function fecFileName(siren: string | null, closingDay: Day): string {
	return `${siren ?? '000000000'}FEC${toFecDay(closingDay)}.txt`;
}

/**
 * The file of accounting entries of one year (LPF, art. A. 47 A-1): opening entries first, then in the order of
 * validation, entries numbered 1, 2, 3… over the whole file. Lines come in any order.
 */
export function writeFec(lines: readonly FecLine[], encoding: FecEncoding = 'utf-8'): Uint8Array {
	const ordered = [...lines].sort(byValidation);
	const rows = [FEC_COLUMNS.join('\t')];
	let number = 0;
	let current: number | undefined;
	for (const line of ordered) {
		if (line.sequence !== current) {
			number++;
			current = line.sequence;
		}
		rows.push(cellsOf(line, number).map(clean).join('\t'));
	}
	const text = `${rows.join('\r\n')}\r\n`;
	return encoding === 'utf-8' ? new TextEncoder().encode(text) : encodeLatin9(text);
}

function byValidation(a: FecLine, b: FecLine): number {
	if (a.opening !== b.opening) return a.opening ? -1 : 1;
	if (a.validatedOn !== b.validatedOn) return a.validatedOn < b.validatedOn ? -1 : 1;
	return a.sequence - b.sequence;
}

function cellsOf(line: FecLine, number: number): string[] {
	const letter = line.letterDate ? line.letter : null;
	return [
		line.journalCode,
		line.journalLabel,
		String(number),
		toFecDay(line.entryDate),
		line.accountCode,
		line.accountLabel,
		line.auxiliaryCode ?? '',
		line.auxiliaryLabel ?? '',
		line.documentReference?.trim() || `${line.journalCode}-${number}`,
		toFecDay(line.documentDate ?? line.entryDate),
		line.label.trim() || line.accountLabel,
		toDecimal(line.debitCents),
		toDecimal(line.creditCents),
		letter ?? '',
		letter && line.letterDate ? toFecDay(line.letterDate) : '',
		toFecDay(line.validatedOn),
		'',
		''
	];
}

/** The separators of fields and records can't stand in a value. */
function clean(cell: string): string {
	return cell.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
}
