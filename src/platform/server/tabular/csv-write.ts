import { toDecimal } from '#shared/money.ts';
import { numberText, writableText } from './cell-text.ts';
import { protect } from './formula.ts';
import type { TableCell, TableColumn, TableContent } from './table-content.ts';

const BATCH = 500;
// Any separator that a reader may try, so that none but the semicolon ever cuts a line.
const TO_QUOTE = /[";,\t|\n]/;

export async function* csvLines({ columns, rows }: TableContent): AsyncGenerator<string> {
	let batch = `\ufeff${columns.map(({ label }) => quote(label)).join(';')}\r\n`;
	let count = 0;
	for await (const row of rows) {
		batch += `${columns.map((column) => cellOf(column, row[column.key])).join(';')}\r\n`;
		if (++count % BATCH !== 0) continue;
		yield batch;
		batch = '';
	}
	yield batch;
}

function cellOf({ kind }: TableColumn, value: TableCell): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return quote(value);
	return kind === 'money' ? toDecimal(value) : numberText(value);
}

function quote(value: string): string {
	const cell = protect(writableText(value));
	return TO_QUOTE.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
