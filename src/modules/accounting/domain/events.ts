/** What other modules may subscribe to; payloads are plain data. */
export const ENTRY_POSTED = 'accounting.entry-posted';
export const YEAR_CLOSED = 'accounting.year-closed';
export const YEAR_REOPENED = 'accounting.year-reopened';

/** What an entry comes from in another module: a payment of dues, a gift… */
export interface EntrySource {
	readonly module: string;
	readonly type: string;
	readonly id: string;
}

export interface EntryPosted {
	readonly entryId: string;
	readonly fiscalYearId: string;
	/** `BQ-2026-0412`. */
	readonly number: string;
	/** Civil day. */
	readonly date: string;
	readonly totalCents: number;
	/** The entry that this one undoes. */
	readonly reversesId: string | null;
	readonly source: EntrySource | null;
}

export interface YearClosed {
	readonly fiscalYearId: string;
	readonly nextFiscalYearId: string;
	/** Surplus when positive, deficit when negative. */
	readonly resultCents: number;
}

export interface YearReopened {
	readonly fiscalYearId: string;
}
