/** A text; cents for `money`; a day `YYYY-MM-DD` for `day`; a number for `number`; nothing. */
export type TableCell = string | number | null | undefined;

export interface TableColumn {
	readonly key: string;
	/** The name at the head of the column. */
	readonly label: string;
	readonly kind: 'text' | 'money' | 'day' | 'number';
}

export type TableRow = Readonly<Record<string, TableCell>>;

export interface TableContent {
	/** Of the file, without extension, and of the sheet. */
	readonly name: string;
	readonly columns: readonly TableColumn[];
	readonly rows: Iterable<TableRow> | AsyncIterable<TableRow>;
}
