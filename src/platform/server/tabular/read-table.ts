import { Refusal } from '#shared/errors.ts';
import { unpack } from './archive.ts';
import { readCsv } from './csv-read.ts';
import { isMarkup, readHtml } from './html-read.ts';
import { readOds } from './ods-read.ts';
import { PackedRows } from './packed-rows.ts';
import { DEFAULT_LIMITS, TableBuilder } from './table.ts';
import type { RowList, Table, TableLimits, TableOrigin } from './table.ts';
import { readXlsx, refuseFarColumns } from './xlsx-read.ts';

export interface ReadTableOptions {
	/** The format is told by the content; the name tells an old `.xls` from a workbook under a password. */
	readonly fileName?: string;
	/** The line of a CSV file that names the columns; what stands above is left out. From 1. */
	readonly headerLine?: number;
	/** No row is taken for the names of the columns, and rows may be of any width: `header` is empty names. */
	readonly loose?: boolean;
	readonly limits?: Partial<TableLimits>;
}

/**
 * Reads a CSV, XLSX or ODS file, or the table of a page (what many banks name `.xls`), told apart by their content. Every cell is text: numbers as `1234,5`, days as
 * `2025-12-31`, booleans as `oui` and `non`.
 * @throws {Refusal} `platform.tabular-*`, naming the line or the cause
 */
export async function readTable(bytes: Uint8Array, options: ReadTableOptions = {}): Promise<Table> {
	const table = await readInto([] as string[][], bytes, options);
	const { header, rows } = table;
	if (options.loose) for (const row of rows) while (row.length < header.length) row.push('');
	return table;
}

/** A table of many lines, of which some are looked at at a time. */
export type PackedTable = Omit<Table, 'rows'> & { readonly rows: PackedRows };

/** Like `readTable`, for files of many lines: see `PackedRows`. Rows of a loose table are not made as long as the longest. */
export function readPackedTable(
	bytes: Uint8Array,
	options: ReadTableOptions = {}
): Promise<PackedTable> {
	return readInto(new PackedRows(), bytes, options);
}

async function readInto<List extends RowList>(
	rows: List,
	bytes: Uint8Array,
	options: ReadTableOptions
) {
	const limits = { ...DEFAULT_LIMITS, ...options.limits };
	if (bytes.length > limits.bytes) {
		const limit = Math.round(limits.bytes / 1_000_000);
		throw new Refusal('too-large', 'platform.tabular-too-large', { limit });
	}
	if (bytes.length === 0) throw new Refusal('invalid', 'platform.tabular-empty');
	if (startsWith(bytes, OLE2)) throw closedWorkbook(options.fileName);
	const builder = new TableBuilder(rows, limits, options.loose);
	if (startsWith(bytes, ZIP)) return builder.finish(await readSpreadsheet(bytes, builder));
	if (OTHERS.some((magic) => startsWith(bytes, magic))) throw unknownFormat();
	if (isMarkup(bytes)) return builder.finish(readHtml(bytes, builder));
	return builder.finish(readCsv(bytes, builder, options.headerLine));
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Workbooks of before 2007, and those under a password. */
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0];
const OTHERS = [
	[0x25, 0x50, 0x44, 0x46], // PDF
	[0x89, 0x50, 0x4e, 0x47], // PNG
	[0xff, 0xd8, 0xff], // JPEG
	[0x47, 0x49, 0x46, 0x38], // GIF
	[0x1f, 0x8b], // gzip
	[0x37, 0x7a, 0xbc, 0xaf], // 7z
	[0x52, 0x61, 0x72, 0x21] // RAR
];

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
	return magic.every((byte, i) => bytes[i] === byte);
}

function closedWorkbook(fileName = ''): Refusal {
	const cause = /\.xls$/i.test(fileName) ? 'old-format' : 'locked';
	return new Refusal('invalid', `platform.tabular-${cause}`);
}

function unknownFormat(): Refusal {
	return new Refusal('invalid', 'platform.tabular-unknown-format');
}

const WORKSHEET = /^\/?xl\/worksheets\/[^/]+\.xml$/;

async function readSpreadsheet(
	bytes: Uint8Array,
	builder: TableBuilder<RowList>
): Promise<TableOrigin> {
	const { limits } = builder;
	let sheets = 0;
	let manifest = '';
	let opendocument: Uint8Array | undefined;
	for await (const { name, content } of unpack(bytes, limits.unpackedBytes)) {
		if (name === 'META-INF/manifest.xml') manifest = new TextDecoder().decode(content);
		if (name === 'content.xml') opendocument = content;
		if (!WORKSHEET.test(name)) continue;
		refuseFarColumns(content, limits);
		sheets++;
	}
	if (sheets > 0) return readXlsx(bytes, sheets, builder);
	if (manifest.includes('encryption-data')) {
		throw new Refusal('invalid', 'platform.tabular-locked');
	}
	if (!opendocument || !manifest.includes('opendocument.spreadsheet')) throw unknownFormat();
	return readOds(opendocument, builder);
}
