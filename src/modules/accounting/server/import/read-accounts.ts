import { decodeText } from '#shared/charset.ts';
import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { isMarkupText } from '#platform/server/tabular/html-read.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { KNOWN_COLUMNS, plainField } from '#modules/accounting/domain/fec/header.ts';
import type { FecFinding } from '#modules/accounting/domain/fec/rules.ts';
import { fromFec } from '#modules/accounting/domain/import/fec-lines.ts';
import type { ImportedLine } from '#modules/accounting/domain/import/imported-line.ts';
import { tableLines } from '#modules/accounting/domain/import/table-lines.ts';
import { checkFecSource } from '../fec/check-source.ts';
import type { ImportFormat } from './import-row.ts';

export interface AccountsFile {
	readonly sha256: string;
	readonly fileName: string;
}

/** A file that may be read several times over. */
export interface FileToRead {
	readonly fileName: string;
	/** Opens it at its beginning. */
	open(): AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;
}

/** A file of accounts where contents are kept. */
export function keptAccounts(
	{ blobs }: Pick<OperationContext, 'blobs'>,
	{ sha256, fileName }: AccountsFile
): FileToRead {
	return { fileName, open: () => blobs.stream(sha256) };
}

export interface Reading {
	readonly format: ImportFormat;
	readonly encoding: string;
	readonly closing: Day | null;
	/** Of a file of accounting entries only. */
	readonly findings: readonly FecFinding[];
}

export interface Reader {
	/** Gets every line that can be told apart, in the order of the file. */
	take(line: ImportedLine): void;
	/** Called between pieces of a large file: what was taken may be written before more comes. */
	rest?(): Promise<void>;
	/** The file was read before: its lines are wanted, not what is wrong with it. */
	readonly again?: boolean;
}

const MOST_ROWS = 200_000;
const FEC_NAMES_ENOUGH = 8;

/**
 * Reads accounts from a file: of accounting entries (flat or XML, of any size), or a table (CSV, XLSX, ODS).
 * @throws {Refusal} `platform.tabular-*`, `accounting.import-columns-unknown`
 */
export async function readAccounts(
	{ fileName, open }: FileToRead,
	reader: Reader
): Promise<Reading> {
	if (isFec(await headOf(open))) {
		const onLine = (line: Parameters<typeof fromFec>[0]) => reader.take(fromFec(line));
		const { rest, again: linesOnly } = reader;
		const report = await checkFecSource(open, { fileName, onLine, rest, linesOnly });
		const { encoding, closing, findings } = report;
		return { format: report.format === 'xml' ? 'fec-xml' : 'fec', encoding, closing, findings };
	}
	const table = await readTable(await wholeOf(open), {
		fileName,
		limits: { rows: MOST_ROWS }
	});
	let count = 0;
	for (const line of tableLines(table)) {
		reader.take(line);
		if (++count % 1_000 === 0) await reader.rest?.();
	}
	return { format: table.format, encoding: table.encoding, closing: null, findings: [] };
}

async function wholeOf(open: FileToRead['open']): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for await (const piece of await open()) pieces.push(piece);
	return Buffer.concat(pieces);
}

async function headOf(open: FileToRead['open']): Promise<string> {
	for await (const piece of await open()) {
		return decodeText(piece.subarray(0, 2_000)).text;
	}
	return '';
}

/** XML, but a page or a workbook, or a first line that names the fields of the text. */
function isFec(head: string): boolean {
	if (isMarkupText(head)) return false;
	if (/^\s*</.test(head)) return true;
	const [first = ''] = head.trimStart().split(/[\r\n]/);
	const names = first.split(/[\t|;,]/).map((name) => plainField(name.replaceAll('"', '').trim()));
	return names.filter((name) => KNOWN_COLUMNS.has(name)).length >= FEC_NAMES_ENOUGH;
}
