import { decodeText } from '#shared/charset.ts';
import { Refusal } from '#shared/errors.ts';
import { isMarkup } from '#platform/server/tabular/html-read.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { refuseAt } from '../domain/refuse-file.ts';
import { readRows, readText, textFormatOf } from '../domain/reading.ts';
import type { Choices, Reading } from '../domain/reading.ts';

/** Ten years of a busy account; beyond, it is no statement. */
const MOST_BYTES = 25_000_000;
const MOST_LINES = 50_000;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** MT940 and CFONB 120: neither is read, and both would pass for a table of one column. */
const OTHER_STATEMENTS = /^(\{1:F01|\s*:20:|0[1457]\d{5}.{113})/;
const CONTROL = /[\0-\x08\x0e-\x19]/;

/**
 * Reads a file of a bank, its format told by its content: CAMT, OFX, QIF, CSV, XLSX, ODS, or the table of a page.
 * @throws {Refusal} `banking.*` or `platform.tabular-*`, naming the line or the cause
 */
export async function readStatementFile(
	bytes: Uint8Array,
	fileName: string,
	choices: Choices = {}
): Promise<Reading> {
	if (bytes.length > MOST_BYTES) {
		throw new Refusal('too-large', 'banking.file-too-large', { limit: MOST_BYTES / 1_000_000 });
	}
	if (bytes.length === 0) throw new Refusal('invalid', 'banking.file-empty');
	const isZip = ZIP.every((byte, index) => bytes[index] === byte);
	const reading = isZip ? undefined : readAsText(bytes, choices);
	const read = reading ?? (await readAsTable(bytes, fileName, choices));
	const lines = read.statements.reduce((count, { lines }) => count + lines.length, 0);
	if (lines > MOST_LINES) {
		throw new Refusal('too-large', 'banking.too-many-lines', { limit: MOST_LINES });
	}
	return read;
}

function readAsText(bytes: Uint8Array, choices: Choices): Reading | undefined {
	const { text, encoding } = decodeText(bytes);
	const format = textFormatOf(text);
	if (OTHER_STATEMENTS.test(text)) throw refuseAt(1, 'banking.file-unknown');
	if (format === 'csv' || isMarkup(bytes)) return undefined;
	const control = CONTROL.exec(text);
	if (control) {
		const line = text.slice(0, control.index).split('\n').length;
		throw new Refusal('invalid', 'banking.file-binary', { line });
	}
	return readText(text, encoding, format, choices);
}

async function readAsTable(
	bytes: Uint8Array,
	fileName: string,
	choices: Choices
): Promise<Reading> {
	const limits = { rows: MOST_LINES + 1000, columns: 100 };
	const table = await readTable(bytes, { fileName, limits, loose: true });
	const rows = table.rows.map((cells, index) => ({
		at: table.lineNumbers[index] as number,
		cells
	}));
	return readRows(rows, table.format, table.encoding, choices);
}
