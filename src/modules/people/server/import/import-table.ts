import type { OperationContext } from '#platform/server/operation.ts';
import { readTable, type ReadTableOptions } from '#platform/server/tabular/read-table.ts';
import { decodeText } from '#shared/charset.ts';
import { Refusal } from '#shared/errors.ts';
import type { Table, TableFormat } from '#platform/server/tabular/table.ts';
import type { Rows } from '#modules/people/domain/import/packed-rows.ts';
import { PackedRows } from '#modules/people/domain/import/packed-rows.ts';
import { readJsonRecords } from '#modules/people/domain/import/json-read.ts';
import type { Cell } from '#modules/people/domain/import/record-table.ts';
import { tableOfRecords } from '#modules/people/domain/import/record-table.ts';
import { readVcards } from '#modules/people/domain/import/vcard-read.ts';
import type { ImportRow } from './import-row.ts';

/** More lines than any association has members. */
const MOST_LINES = 100_000;

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

/** The table of the file as it was dropped, not to be changed. @throws {Refusal} `platform.tabular-*` */
export async function readImportTable(
	{ blobs }: Pick<OperationContext, 'blobs'>,
	{ sha256, fileName }: Pick<ImportRow, 'sha256' | 'fileName'>
): Promise<ImportTable> {
	const known = last?.sha256 === sha256 ? last.table.deref() : undefined;
	if (known) return known;
	const read = await readAny(await blobs.read(sha256), fileName);
	const table = { ...read, rows: new PackedRows(read.rows) };
	last = { sha256, table: new WeakRef(table) };
	return table;
}

const SNIFFED = 400;

type ReadTable = Omit<Table, 'format'> & Pick<ImportTable, 'format' | 'pictures'>;

async function readAny(bytes: Uint8Array, fileName: string): Promise<ReadTable> {
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
	const table = await readBelowTitle(bytes, { fileName, limits: { rows: MOST_LINES } });
	return { ...table, pictures: new Map() };
}

/** A table of which the first line is not a title: what is printed above a list names no column. */
async function readBelowTitle(bytes: Uint8Array, options: ReadTableOptions): Promise<Table> {
	try {
		return await readTable(bytes, options);
	} catch (error) {
		if (!(error instanceof Refusal) || error.code !== 'platform.tabular-too-many-cells')
			throw error;
		const table = belowTitle(await readTable(bytes, { ...options, loose: true }));
		if (!table) throw error;
		return table;
	}
}

const TITLE_LINES = 10;

/** The columns are named by the first line of three cells or more, below lines of two at most that name nothing. */
function belowTitle(loose: Table): Table | undefined {
	const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;
	const at = loose.rows.slice(0, TITLE_LINES).findIndex((row) => filled(row) > 2);
	const header = loose.rows[at];
	if (at < 1 || !header) return undefined;
	const rows = loose.rows.slice(at + 1);
	if (
		rows.length === 0 ||
		rows.some((row) => row.slice(header.length).some((cell) => cell.trim() !== ''))
	) {
		return undefined;
	}
	return {
		...loose,
		header: [...header],
		rows: rows.map((row) => header.map((_, column) => row[column] ?? '')),
		lineNumbers: loose.lineNumbers.slice(at + 1)
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
	return {
		header,
		rows,
		lineNumbers: records.map((_, index) => index + 1),
		pictures: new Map([...pictures].map(([index, picture]) => [index + 1, picture]))
	};
}
