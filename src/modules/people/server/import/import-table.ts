import type { OperationContext } from '#platform/server/operation.ts';
import { PackedRows } from '#platform/server/tabular/packed-rows.ts';
import { readPackedTable, type ReadTableOptions } from '#platform/server/tabular/read-table.ts';
import { decodeText } from '#shared/charset.ts';
import { Refusal } from '#shared/errors.ts';
import type { Table, TableFormat } from '#platform/server/tabular/table.ts';
import { readJsonRecords } from '#modules/people/domain/import/json-read.ts';
import type { Cell } from '#modules/people/domain/import/record-table.ts';
import { tableOfRecords } from '#modules/people/domain/import/record-table.ts';
import type { Rows } from '#modules/people/domain/import/rows.ts';
import { readVcards } from '#modules/people/domain/import/vcard-read.ts';
import type { ImportRow } from './import-row.ts';

/** More lines than any association has members. */
const MOST_LINES = 100_000;

/** Of a spreadsheet, which has to be unpacked whole before a line of it can be read. */
const MOST_SPREADSHEET_LINES = 30_000;

/** A file of people as a table, whatever it was: a card or an object is a row. */
export type ImportTable = Omit<Table, 'format' | 'rows'> & {
	readonly format: ImportFormat;
	readonly rows: Rows;
	/** Photographs as base64, by line. */
	readonly pictures: ReadonlyMap<number, string>;
};
export const IMPORT_FORMATS = ['csv', 'xlsx', 'ods', 'vcard', 'json'] as const;
type ImportFormat = TableFormat | 'vcard' | 'json';

/** The file read last: every step of an import reads the same one. Memory may be taken back any time. */
let last: { readonly sha256: string; readonly table: WeakRef<ImportTable> } | undefined;

/** The table of the file as it was dropped, not to be changed. @throws {Refusal} `platform.tabular-*`, `people.import-spreadsheet-too-long` */
export async function readImportTable(
	{ blobs }: Pick<OperationContext, 'blobs'>,
	{ sha256, fileName }: Pick<ImportRow, 'sha256' | 'fileName'>
): Promise<ImportTable> {
	const known = last?.sha256 === sha256 ? last.table.deref() : undefined;
	if (known) return known;
	const table = await readAny(await blobs.read(sha256), fileName);
	last = { sha256, table: new WeakRef(table) };
	return table;
}

const SNIFFED = 400;

async function readAny(bytes: Uint8Array, fileName: string): Promise<ImportTable> {
	const opening = new TextDecoder('latin1')
		.decode(bytes.subarray(0, SNIFFED))
		.replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe)|\0/g, '')
		.trimStart();
	if (/^BEGIN:VCARD/i.test(opening)) {
		const { text, encoding } = decodeText(bytes);
		return { ...recordsTable(readVcards(text)), format: 'vcard', encoding, separator: null };
	}
	if (/^[[{]/.test(opening)) {
		const { text, encoding } = decodeText(bytes);
		return { ...recordsTable(parseJson(text)), format: 'json', encoding, separator: null };
	}
	const table = opening.startsWith('PK')
		? await readSpreadsheet(bytes, fileName)
		: await readBelowTitle(bytes, { fileName, limits: { rows: MOST_LINES } });
	return { ...table, pictures: new Map() };
}

/** What stands in a grid holds no photograph. */
type Grid = Omit<ImportTable, 'pictures'>;

async function readSpreadsheet(bytes: Uint8Array, fileName: string): Promise<Grid> {
	const limit = MOST_SPREADSHEET_LINES;
	return readBelowTitle(bytes, { fileName, limits: { rows: limit } }).catch((error: unknown) => {
		if (!(error instanceof Refusal) || error.code !== 'platform.tabular-too-many-rows') throw error;
		const parameters = { limit, most: MOST_LINES };
		throw new Refusal('too-large', 'people.import-spreadsheet-too-long', parameters);
	});
}

/** A table of which the first line is not a title: what is printed above a list names no column. */
async function readBelowTitle(bytes: Uint8Array, options: ReadTableOptions): Promise<Grid> {
	try {
		return await readPackedTable(bytes, options);
	} catch (error) {
		if (!(error instanceof Refusal) || error.code !== 'platform.tabular-too-many-cells')
			throw error;
		const table = belowTitle(await readPackedTable(bytes, { ...options, loose: true }));
		if (!table) throw error;
		return table;
	}
}

const TITLE_LINES = 10;

/** The columns are named by the first line of three cells or more, below lines of two at most that name nothing. */
function belowTitle(loose: Grid): Grid | undefined {
	const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
	const top = loose.rows.slice(0, TITLE_LINES);
	const at = top.findIndex((row) => filled(row) > 2);
	const header = top[at];
	if (at < 1 || !header || loose.rows.length === at + 1) return undefined;
	return {
		...loose,
		header: loose.header.map((_, column) => header[column] ?? ''),
		rows: rowsFrom(loose.rows, at + 1),
		lineNumbers: loose.lineNumbers.slice(at + 1)
	};
}

function rowsFrom(rows: Rows, first: number): Rows {
	return {
		length: rows.length - first,
		slice: (start = 0, end = rows.length) => rows.slice(first + start, first + end)
	};
}

function parseJson(text: string): Cell[][] {
	try {
		const records = readJsonRecords(text);
		if (records) return records;
	} catch {
		// Falls through: a text cut short and a text without a list of people are told alike.
	}
	throw new Refusal('invalid', 'people.import-json-unreadable');
}

function recordsTable(records: readonly (readonly Cell[])[]) {
	if (records.length === 0) throw new Refusal('invalid', 'platform.tabular-empty');
	if (records.length > MOST_LINES) {
		throw new Refusal('too-large', 'platform.tabular-too-many-rows', { limit: MOST_LINES });
	}
	const { header, rows, pictures } = tableOfRecords(records);
	const packed = new PackedRows();
	for (const row of rows) packed.push(row);
	return {
		header,
		rows: packed,
		lineNumbers: records.map((_, index) => index + 1),
		pictures: new Map([...pictures].map(([index, picture]) => [index + 1, picture]))
	};
}
