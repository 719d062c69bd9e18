import { FIELD_NAMES } from '../fields.ts';

/** A named text: what a card or an object says in one place. */
export type Cell = readonly [column: string, text: string];

/** The name of the cell that holds a photograph as base64: it is no column of the table. */
export const PICTURE = 'data:';

/** The columns that begin the table of a file whose records name their fields. */
const FIRST: readonly string[] = [...FIELD_NAMES, 'groups'];

export interface RecordTable {
	readonly header: string[];
	readonly rows: string[][];
	/** Photographs as base64, by index of row. */
	readonly pictures: ReadonlyMap<number, string>;
}

/** Records of any shape as a table: the fields that somebody has, then the other columns as they come. */
export function tableOfRecords(records: readonly (readonly Cell[])[]): RecordTable {
	const seen = new Set<string>();
	for (const cells of records) for (const [column] of cells) seen.add(column);
	seen.delete(PICTURE);
	const header = [...FIRST.filter((column) => seen.delete(column)), ...seen];
	const place = new Map(header.map((column, index) => [column, index]));
	const pictures = new Map<number, string>();
	const rows = records.map((cells, index) => {
		const row = header.map(() => '');
		for (const [column, text] of cells) {
			if (column === PICTURE) pictures.set(index, text);
			else row[place.get(column) ?? 0] = text;
		}
		return row;
	});
	return { header, rows, pictures };
}
