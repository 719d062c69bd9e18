import { Refusal } from '#shared/errors.ts';
import type { Encoding } from '#shared/charset.ts';

export type TableFormat = 'csv' | 'xlsx' | 'ods';

/** What a table file says, every cell as text, whatever its format. */
export interface Table {
	readonly format: TableFormat;
	/** Of CSV only; spreadsheets are always `utf-8`. */
	readonly encoding: Encoding;
	/** Of CSV only; `null` for spreadsheets, and for the table of a page. */
	readonly separator: Separator | null;
	/** Trimmed column names, as many as the widest row has cells. */
	readonly header: string[];
	/** As long as `header` each; rows without any text are left out. */
	readonly rows: string[][];
	/** The line of the file (CSV) or the row of the sheet where each of `rows` begins, from 1. */
	readonly lineNumbers: number[];
}

/** How a file was written. */
export type TableOrigin = Pick<Table, 'format' | 'encoding' | 'separator'>;

export const SEPARATORS = [';', '\t', ',', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

export interface TableLimits {
	/** Bytes of the file. */
	readonly bytes: number;
	/** Bytes of all that a spreadsheet archive unpacks to. */
	readonly unpackedBytes: number;
	readonly rows: number;
	readonly columns: number;
	/** Cells in all: what bounds the memory that a table takes. */
	readonly cells: number;
}

export const DEFAULT_LIMITS: TableLimits = {
	bytes: 25_000_000,
	unpackedBytes: 200_000_000,
	rows: 200_000,
	columns: 500,
	cells: 10_000_000
};

/** One row as it stands in the file. */
export interface RawRow {
	readonly line: number;
	readonly cells: string[];
}

/** Where the rows of a table are put, one after the other. */
export interface RowList {
	readonly length: number;
	push(cells: string[]): unknown;
}

/**
 * Collects the rows of a file under its limits: the first one with text names the columns.
 * @throws {Refusal} `platform.tabular-too-many-rows`, `-too-many-columns`, `-too-many-cells`, `-empty`
 */
export class TableBuilder<List extends RowList = string[][]> {
	readonly limits: TableLimits;
	/** No row names the columns, and each row has the cells that it has. */
	readonly loose: boolean;
	#header: string[] | undefined;
	readonly #rows: List;
	readonly #lineNumbers: number[] = [];

	constructor(rows: List, limits: TableLimits, loose = false) {
		this.#rows = rows;
		this.limits = limits;
		this.loose = loose;
	}

	get isEmpty(): boolean {
		return this.#header === undefined;
	}

	add({ line, cells }: RawRow): void {
		let width = cells.length;
		while (width > 0 && cells[width - 1] === '') width--;
		if (width === 0) return;
		if (width > this.limits.columns) {
			throw refuseLine('too-many-columns', line, { columns: width, limit: this.limits.columns });
		}
		if (this.loose) {
			while ((this.#header ??= []).length < width) this.#header.push('');
		} else if (!this.#header) {
			this.#header = cells.slice(0, width).map((name) => name.trim());
			return;
		}
		const columns = this.#header.length;
		if (width > columns) throw refuseLine('too-many-cells', line, { cells: width, columns });
		const limit = Math.min(this.limits.rows, Math.floor(this.limits.cells / columns));
		if (this.#rows.length >= limit) {
			throw new Refusal('too-large', 'platform.tabular-too-many-rows', { limit });
		}
		if (cells.length > columns) cells.length = columns;
		while (cells.length < columns) cells.push('');
		this.#rows.push(cells);
		this.#lineNumbers.push(line);
	}

	/** Rows of a loose table may be shorter than `header`, which is as long as the longest. */
	finish(origin: TableOrigin): TableOrigin & Omit<Table, 'rows'> & { readonly rows: List } {
		if (!this.#header) throw new Refusal('invalid', 'platform.tabular-empty');
		return {
			...origin,
			header: this.#header,
			rows: this.#rows,
			lineNumbers: this.#lineNumbers
		};
	}
}

/** Refuses a file for what stands at `line`. */
export function refuseLine(
	name: string,
	line: number,
	parameters: Record<string, string | number> = {}
): Refusal {
	const code = `platform.tabular-${name}`;
	const all = { line, ...parameters };
	return new Refusal('invalid', code, all, [{ path: `line ${line}`, code, parameters: all }]);
}
