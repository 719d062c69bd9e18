import { decodeText } from '#shared/charset.ts';
import { unprotect } from './formula.ts';
import { SEPARATORS, TableBuilder, refuseLine } from './table.ts';
import type { RawRow, Separator, Table, TableLimits } from './table.ts';

const SAMPLE_ROWS = 30;
// A text of another kind than a table: control signs that no program writes in a cell.
const CONTROL = /[\0-\x08\x0e-\x19]/;

/**
 * Reads a CSV file (RFC 4180, and what French programs make of it), its encoding and separator found
 * by looking; a first line `sep=;` is obeyed.
 * @throws {Refusal} `platform.tabular-*`, naming the line
 */
export function readCsv(bytes: Uint8Array, limits: TableLimits, headerLine = 1): Table {
	const { text, encoding } = decodeText(bytes);
	const control = CONTROL.exec(text);
	if (control) throw refuseLine('binary-content', lineAt(text, control.index));
	const body = text.includes('\n') ? text : text.replaceAll('\r', '\n');
	const declared = /^sep=([;,\t|])\r?\n/i.exec(body);
	const start = declared ? { line: 2, at: declared[0].length } : { line: 1, at: 0 };
	const from = skipLines(body, start, headerLine);
	const separator = (declared?.[1] as Separator | undefined) ?? detectSeparator(body, from);
	const builder = new TableBuilder(limits);
	for (const row of csvRows(body, separator, from)) {
		for (let i = 0; i < row.cells.length; i++) row.cells[i] = unprotect(row.cells[i] as string);
		builder.add(row);
	}
	return builder.finish({ format: 'csv', encoding, separator });
}

interface Position {
	readonly line: number;
	readonly at: number;
}

function lineAt(text: string, index: number): number {
	return text.slice(0, index).split('\n').length;
}

function skipLines(text: string, { line, at }: Position, target: number): Position {
	while (line < target && text.indexOf('\n', at) !== -1) {
		at = text.indexOf('\n', at) + 1;
		line++;
	}
	return { line, at };
}

/** The separator under which the first rows agree best on how many cells they have. */
function detectSeparator(text: string, from: Position): Separator {
	let best: Separator = ';';
	let bestScore = 0;
	for (const separator of SEPARATORS) {
		const score = agreement(text, separator, from);
		if (score > bestScore) [best, bestScore] = [separator, score];
	}
	return best;
}

function agreement(text: string, separator: Separator, from: Position): number {
	const widths: number[] = [];
	try {
		for (const { cells } of csvRows(text, separator, from)) {
			if (cells.length > 1 || cells[0] !== '') widths.push(cells.length);
			if (widths.length === SAMPLE_ROWS) break;
		}
	} catch {
		// A quote that this separator leaves astray: what was read before it still counts.
	}
	const width = widths[0] ?? 1;
	if (width < 2) return 0;
	return (
		widths.filter((each) => each === width).length / widths.length + Math.min(width, 100) / 1000
	);
}

function* csvRows(text: string, separator: Separator, from: Position): Generator<RawRow> {
	let { line, at } = from;
	while (at < text.length) {
		let end = text.indexOf('\n', at);
		if (end === -1) end = text.length;
		const record = text.slice(at, text.charCodeAt(end - 1) === 13 && end > at ? end - 1 : end);
		if (!record.includes('"')) {
			yield { line, cells: record.split(separator) };
			at = end + 1;
			line++;
		} else {
			const quoted = readQuoted(text, separator, { line, at });
			yield { line, cells: quoted.cells };
			({ line, at } = quoted.next);
		}
	}
}

function readQuoted(
	text: string,
	separator: Separator,
	{ line, at }: Position
): { cells: string[]; next: Position } {
	const cells: string[] = [];
	for (;;) {
		let cell: string;
		if (text[at] === '"') {
			const end = closingQuote(text, at, line);
			cell = text.slice(at + 1, end).replaceAll('""', '"');
			for (let i = cell.indexOf('\n'); i !== -1; i = cell.indexOf('\n', i + 1)) line++;
			at = end + 1;
			if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at++;
			if (at < text.length && text[at] !== separator && text[at] !== '\n') {
				throw refuseLine('stray-quote', line);
			}
		} else {
			const start = at;
			while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
			const trimmed = text[at] !== separator && text[at - 1] === '\r' && at > start;
			cell = text.slice(start, trimmed ? at - 1 : at);
		}
		cells.push(cell);
		if (text[at] !== separator) return { cells, next: { line: line + 1, at: at + 1 } };
		at++;
	}
}

function closingQuote(text: string, open: number, line: number): number {
	let end = text.indexOf('"', open + 1);
	while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
	if (end === -1) throw refuseLine('unclosed-quote', line);
	return end;
}
