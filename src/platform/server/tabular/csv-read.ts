import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from '#shared/charset.ts';
import { unprotect } from './formula.ts';
import { SEPARATORS, TableBuilder, refuseLine } from './table.ts';
import type { RawRow, Separator, Table, TableLimits } from './table.ts';

const SAMPLE_ROWS = 30;
const SAMPLE_BYTES = 500_000;
// A text of another kind than a table: control signs that no program writes in a cell.
const CONTROL = /[\0-\x08\x0e-\x19]/;

/**
 * Reads a CSV file (RFC 4180, and what French programs make of it), its encoding and separator found
 * by looking; a first line `sep=;` is obeyed. A line break inside a cell comes as `\n`.
 * @throws {Refusal} `platform.tabular-*`, naming the line
 */
export function readCsv(
	bytes: Uint8Array,
	limits: TableLimits,
	{ headerLine = 1, loose = false }: { headerLine?: number; loose?: boolean } = {}
): Table {
	const { text, encoding } = decodeText(bytes);
	const control = CONTROL.exec(text);
	if (control) throw refuseLine('binary-content', lineAt(text, control.index));
	const body = text.includes('\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\r', '\n');
	const declared = /^sep=([;,\t|])\n/i.exec(body);
	const start = declared ? { line: 2, at: declared[0].length } : { line: 1, at: 0 };
	const from = skipLines(body, start, headerLine);
	const content = Buffer.from(body.slice(from.at));
	const separator = (declared?.[1] as Separator | undefined) ?? detectSeparator(content, loose);
	const builder = new TableBuilder(limits, loose);
	readRows(content, { line: from.line, separator }, ({ line, cells }) => {
		builder.add({ line, cells: cells.map(unprotect) });
	});
	return builder.finish({ format: 'csv', encoding, separator });
}

interface Position {
	readonly line: number;
	readonly at: number;
}

function lineAt(text: string, index: number): number {
	return breaks(text.slice(0, index)) + 1;
}

function skipLines(text: string, { line, at }: Position, target: number): Position {
	while (line < target && text.indexOf('\n', at) !== -1) {
		at = text.indexOf('\n', at) + 1;
		line++;
	}
	return { line, at };
}

/** The separator under which the first rows agree best on how many cells they have. */
function detectSeparator(content: Buffer, loose: boolean): Separator {
	const sample = content.subarray(0, SAMPLE_BYTES);
	let best: Separator = ';';
	let bestScore = 0;
	for (const separator of SEPARATORS) {
		const score = agreement(sample, separator, loose);
		if (score > bestScore) [best, bestScore] = [separator, score];
	}
	return best;
}

function agreement(sample: Buffer, separator: Separator, loose: boolean): number {
	const widths: number[] = [];
	try {
		const start = { line: 1, separator, most: SAMPLE_ROWS };
		readRows(sample, start, ({ cells }) => {
			if (cells.length > 1 || cells[0] !== '') widths.push(cells.length);
		});
	} catch {
		// A quote that this separator leaves astray: what was read before it still counts.
	}
	const width = (loose ? mostFrequent(widths) : widths[0]) ?? 1;
	if (width < 2) return 0;
	// Above a loose table stands what has another width, and its amounts may all have a decimal comma.
	if (loose) {
		return (widths.filter((each) => each === width).length / widths.length) * Math.sqrt(width);
	}
	return (
		widths.filter((each) => each === width).length / widths.length + Math.min(width, 100) / 1000
	);
}

function mostFrequent(widths: readonly number[]): number | undefined {
	const groups = [...Map.groupBy(widths, (width) => width)].filter(([width]) => width > 1);
	return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

interface Layout {
	/** The line of the file on which the content begins. */
	readonly line: number;
	readonly separator: Separator;
	/** Rows to read. */
	readonly most?: number;
}

/** Rows may be ragged, and a quote inside a cell that none opens stands for itself. */
function readRows(
	content: Buffer,
	{ line: first, separator, most = -1 }: Layout,
	take: (row: RawRow) => void
): void {
	const stray = strayQuote(separator);
	let line = first;
	let start = 0;
	const refuseStrayQuote = (end?: number) => {
		const found = stray.exec(content.toString('utf8', start, end));
		if (found) throw refuseLine('stray-quote', line + breaks(found[0]));
	};
	try {
		parse(content, {
			delimiter: separator,
			record_delimiter: '\n',
			relax_column_count: true,
			relax_quotes: true,
			to: most,
			on_record(cells, { lines, bytes }) {
				// What a quoted cell with more behind it looks like, and `"""so"" quoted"` too.
				if (cells.some((cell) => cell.startsWith('"'))) refuseStrayQuote(bytes);
				take({ line, cells });
				line = first + lines;
				start = bytes;
			}
		});
	} catch (error) {
		if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
		refuseStrayQuote();
		const before = content.toString('utf8', 0, error.bytes as number);
		throw refuseLine('unclosed-quote', first + breaks(before));
	}
}

function breaks(text: string): number {
	return text.split('\n').length - 1;
}

/** The beginning of a row up to a closing quote with more behind it than the end of the cell. */
function strayQuote(separator: Separator): RegExp {
	const quoted = '"[^"]*(?:""[^"]*)*"';
	const bare = `(?!")[^${separator}\\n]*`;
	return new RegExp(`^(?:(?:${quoted}|${bare})[${separator}])*${quoted}(?!["${separator}\\n]|$)`);
}
