import type { Day } from '#shared/day.ts';
import { toDecimal } from '#shared/money.ts';
import { toFecDay } from './columns.ts';

/** One line of a validated entry, with all that its file says of it. */
export interface FecLine {
	readonly journalCode: string;
	readonly journalLabel: string;
	/** Lines of one entry share it, and follow each other. */
	readonly entryId: string;
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
	/** As the file that it comes from wrote it. */
	readonly foreignAmount?: string | null;
	readonly currency?: string | null;
}

/**
 * Writes a file of accounting entries line by line, as the database writes them for the export: what that gives is
 * held against this, and the checker is tried on it.
 */
export class FecWriter {
	#number = 0;
	#current: string | undefined;

	/** One line of the file. */
	write(line: FecLine): string {
		if (line.entryId !== this.#current) {
			this.#number++;
			this.#current = line.entryId;
		}
		return `${cellsOf(line, this.#number).map(clean).join('\t')}\r\n`;
	}
}

function cellsOf(line: FecLine, number: number): string[] {
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
		...(line.letter && line.letterDate ? [line.letter, toFecDay(line.letterDate)] : ['', '']),
		toFecDay(line.validatedOn),
		line.foreignAmount ?? '',
		line.currency ?? ''
	];
}

const CLEAN = /^[\x20-\x7e\xa0-\u2027\u202a-\uffff]*$/;

/** The separators of fields and records can't stand in a value. */
function clean(cell: string): string {
	return CLEAN.test(cell)
		? cell.trim()
		: cell.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
}
