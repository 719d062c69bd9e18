import { writableText } from './cell-text.ts';
import type { TableCell, TableColumn, TableContent } from './table-content.ts';

const FORMATS = {
	text: { width: 28 },
	money: { width: 14, numFmt: '#,##0.00' },
	day: { width: 12, numFmt: 'dd/mm/yyyy' },
	number: { width: 12 }
} as const;

export async function* xlsxBytes({
	name,
	columns,
	rows
}: TableContent): AsyncGenerator<Uint8Array> {
	const { writeXlsxStream } = await import('hucre/xlsx');
	async function* lines() {
		for await (const row of rows) yield columns.map((column) => cellOf(column, row[column.key]));
	}
	yield* writeXlsxStream(lines(), {
		name: sheetName(name),
		columns: columns.map(({ label, kind }) => ({
			header: escapeCodes(writableText(label)),
			...FORMATS[kind]
		})),
		freezePane: { rows: 1 }
	});
}

function cellOf({ kind }: TableColumn, value: TableCell): string | number | Date | null {
	if (value === null || value === undefined || value === '') return null;
	if (kind === 'money' && typeof value === 'number') return value / 100;
	if (kind === 'day') return new Date(`${value}T00:00:00Z`);
	return typeof value === 'string' ? escapeCodes(writableText(value)) : value;
}

/** `_x000D_` in a cell stands for a sign (ISO/IEC 29500-1, §22.9.2.19): as a text it is escaped. */
function escapeCodes(text: string): string {
	return text.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_');
}

/** Excel takes 31 signs at most, and none of `[]:*?/\`. */
export function sheetName(name: string): string {
	return (
		writableText(name)
			.replace(/[[\]:*?/\\']/g, ' ')
			.trim()
			.slice(0, 31) || 'Table'
	);
}
