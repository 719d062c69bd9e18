import { corrupt } from './archive.ts';
import { momentText, numberText } from './cell-text.ts';
import { refuseLine } from './table.ts';
import type { RowList, TableBuilder, TableLimits, TableOrigin } from './table.ts';

/** Title pages and the like may come first; a sheet of data never stands further back. */
const SHEETS_TRIED = 10;

/**
 * Reads the first sheet with text of an Office Open XML workbook (ISO/IEC 29500), already measured. A formula
 * gives the value it had when the file was saved.
 * @throws {Refusal} `platform.tabular-*`
 */
export async function readXlsx(
	bytes: Uint8Array,
	sheets: number,
	builder: TableBuilder<RowList>
): Promise<TableOrigin> {
	const { streamXlsxRows } = await import('hucre/xlsx');
	for (let sheet = 0; sheet < Math.min(sheets, SHEETS_TRIED) && builder.isEmpty; sheet++) {
		const rows = streamXlsxRows(bytes, { sheet })[Symbol.asyncIterator]();
		for (let row = await next(rows); row; row = await next(rows)) {
			let width = row.values.length;
			while (width > 0 && (row.values[width - 1] ?? '') === '') width--;
			builder.add({ line: row.index + 1, cells: row.values.slice(0, width).map(cellText) });
		}
	}
	return { format: 'xlsx', encoding: 'utf-8', separator: null };
}

const FAR_CELL = /<(?:\w+:)?c\s(?:[^<>]*\s)?r=["'](?:[A-Z]{3}|[^"'<>]*&)\D*(\d*)/i;

/**
 * A cell past column ZZ makes a row of thousands of empty ones: refused before the sheet is read.
 * @throws {Refusal} `platform.tabular-too-many-columns`
 */
export function refuseFarColumns(sheet: Uint8Array, { columns }: TableLimits): void {
	const view = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength);
	const far = FAR_CELL.exec(view.toString('latin1'));
	if (!far) return;
	throw refuseLine('too-many-columns', Number(far[1]), { columns: 703, limit: columns });
}

interface SheetRow {
	readonly index: number;
	readonly values: readonly (string | number | boolean | Date | null)[];
}

async function next(rows: AsyncIterator<SheetRow>): Promise<SheetRow | undefined> {
	try {
		const { done, value } = await rows.next();
		return done ? undefined : value;
	} catch (cause) {
		throw corrupt(cause);
	}
}

function cellText(value: SheetRow['values'][number]): string {
	if (value === null) return '';
	if (value instanceof Date) return momentText(value);
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'boolean') return value ? 'oui' : 'non';
	return value.replaceAll('\r\n', '\n');
}
