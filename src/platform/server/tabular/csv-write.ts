import { stringify } from 'csv-stringify/sync';
import { toDecimal } from '#shared/money.ts';
import { numberText, writableText } from './cell-text.ts';
import { protect } from './formula.ts';
import type { TableCell, TableColumn, TableContent } from './table-content.ts';

const BATCH = 500;

const LAYOUT = {
	delimiter: ';',
	record_delimiter: 'windows',
	// Any separator that a reader may try, so that none but the semicolon ever cuts a line; not `1,5`.
	quoted_match: /^(?!-?\d+,\d+$)[^]*[,\t|\n]/
} as const;

export async function* csvLines({ columns, rows }: TableContent): AsyncGenerator<string> {
	const batch = [columns.map(({ label }) => textCell(label))];
	yield '\ufeff';
	for await (const row of rows) {
		batch.push(columns.map((column) => cellOf(column, row[column.key])));
		if (batch.length === BATCH) yield stringify(batch.splice(0), LAYOUT);
	}
	yield stringify(batch, LAYOUT);
}

function cellOf({ kind }: TableColumn, value: TableCell): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return textCell(value);
	return kind === 'money' ? toDecimal(value) : numberText(value);
}

function textCell(value: string): string {
	return protect(writableText(value));
}
