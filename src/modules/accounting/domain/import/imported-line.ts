import type { Day } from '#shared/day.ts';

/** A line of accounts as a file of another program tells it. Texts are `''` when it says nothing. */
export interface ImportedLine {
	/** Of the file, from 1. */
	readonly line: number;
	readonly journalCode: string;
	readonly journalLabel: string;
	/** What the other program numbers the entry by. */
	readonly number: string;
	/** `undefined` when it can't be read. */
	readonly date: Day | undefined;
	readonly accountCode: string;
	readonly accountLabel: string;
	readonly reference: string;
	readonly label: string;
	/** What the line says besides its entry. */
	readonly lineLabel: string;
	/** `undefined` when it can't be read. */
	readonly debitCents: number | undefined;
	readonly creditCents: number | undefined;
	/** The day the other program made the entry final; `undefined` for a draft. */
	readonly validatedOn: Day | undefined;
	readonly extra: LineExtra | undefined;
	/** The project, activity… that the line is for. */
	readonly project?: string | undefined;
	/** What was noted about the entry; its first line says it. */
	readonly note?: string | undefined;
}

/** What some files say of a line besides, kept with it. */
export interface LineExtra {
	readonly auxiliaryCode: string;
	readonly auxiliaryLabel: string;
	/** Reference of the document of this line, when it isn't that of its entry. */
	readonly reference: string;
	readonly documentDate: Day | undefined;
	readonly letter: string;
	readonly letterDate: Day | undefined;
	readonly foreignAmount: string;
	readonly currency: string;
}
