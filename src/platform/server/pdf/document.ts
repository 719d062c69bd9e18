import type { Day } from '#shared/day.ts';

/** A document to print: what it says, in order; the layout is the same for all. */
export interface PrintedDocument {
	/** Heads the first page and names the file. */
	readonly title: string;
	/** The association whose document it is. */
	readonly association: string;
	/** The day shown under the title. */
	readonly date: Day;
	readonly locale: 'fr' | 'en';
	/** Wide tables want `landscape`. */
	readonly orientation?: 'portrait' | 'landscape';
	/** Several papers, each begun by `new-page`: pages have no number, and leave as they are written. */
	readonly apart?: boolean;
	readonly blocks: Iterable<PrintedBlock> | AsyncIterable<PrintedBlock>;
}

export type PrintedBlock =
	| { readonly kind: 'heading'; readonly text: string }
	| { readonly kind: 'paragraph'; readonly text: string }
	| { readonly kind: 'new-page' }
	| PrintedTable;

export interface PrintedTable {
	readonly kind: 'table';
	readonly columns: readonly PrintedColumn[];
	readonly rows: Iterable<PrintedRow> | AsyncIterable<PrintedRow>;
	/** Points that each row takes at least: room to write by hand. */
	readonly rowHeight?: number;
	/** Rows may begin with a picture: the first column leaves it room. */
	readonly pictures?: boolean;
}

export interface PrintedColumn {
	readonly label: string;
	/** `end` for amounts, which never wrap. */
	readonly align?: 'start' | 'end';
	/** Share of the width, compared with the other columns; 1 unless said. */
	readonly weight?: number;
}

export interface PrintedRow {
	/** As many as there are columns, already in the words and figures of the reader. */
	readonly cells: readonly string[];
	/** `total`: bold under a line. `group`: bold. */
	readonly weight?: 'total' | 'group';
	/** PNG or JPEG, square. */
	readonly picture?: Uint8Array | undefined;
}
