import { CsvError, parse } from 'csv-parse/sync';
import { textPieces } from './csv-text.ts';
import { unprotect } from './formula.ts';
import { SEPARATORS, refuseLine } from './table.ts';
import type { RawRow, RowList, Separator, TableBuilder, TableOrigin } from './table.ts';

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
	builder: TableBuilder<RowList>,
	headerLine = 1
): TableOrigin {
	const { encoding, pieces } = textPieces(bytes);
	const reader = new CsvReader(builder, headerLine);
	for (const piece of pieces) reader.push(piece);
	return { format: 'csv', encoding, separator: reader.finish() };
}

/** Takes a text piece by piece: what is held of it is little more than a piece, however long the file. */
class CsvReader {
	readonly #builder: TableBuilder<RowList>;
	readonly #headerLine: number;
	#separator: Separator | undefined;
	#line = 1;
	#pending = '';
	/** So much text is waited for before rows are looked for in it. */
	#enough = SAMPLE_BYTES;

	constructor(builder: TableBuilder<RowList>, headerLine: number) {
		this.#builder = builder;
		this.#headerLine = headerLine;
	}

	push(text: string): void {
		this.#pending += text;
		if (this.#pending.length >= this.#enough) this.#read(false);
	}

	finish(): Separator {
		this.#read(true);
		return this.#separator ?? ';';
	}

	#read(last: boolean): void {
		this.#separator ??= this.#begin();
		const pending = this.#pending;
		const end = last ? pending.length : pending.lastIndexOf('\n') + 1;
		const text = pending.slice(0, end);
		const rest = text.includes('"') ? this.#readQuoted(text, last) : this.#readPlain(text);
		this.#pending = rest + pending.slice(end);
		// A cell that goes on and on is not begun again with each piece.
		this.#enough = 2 * this.#pending.length;
	}

	/** Passes over what stands above the table; answers the separator. */
	#begin(): Separator {
		const declared = /^sep=([;,\t|])\n/i.exec(this.#pending);
		const start = declared ? { line: 2, at: declared[0].length } : { line: 1, at: 0 };
		const { line, at } = skipLines(this.#pending, start, this.#headerLine);
		this.#line = line;
		this.#pending = this.#pending.slice(at);
		const sample = Buffer.from(this.#pending.slice(0, SAMPLE_BYTES)).subarray(0, SAMPLE_BYTES);
		return (declared?.[1] as Separator | undefined) ?? detectSeparator(sample, this.#builder.loose);
	}

	/** Without a quote each line is a row. */
	#readPlain(text: string): string {
		refuseControls(text, this.#line);
		const separator = this.#separator as Separator;
		const lines = text.split('\n');
		if (lines.at(-1) === '') lines.pop();
		const guarded = text.includes("'");
		for (const line of lines) {
			const cells = line.split(separator);
			this.#builder.add({ line: this.#line, cells: guarded ? cells.map(unprotect) : cells });
			this.#line += 1;
		}
		return '';
	}

	/** Answers what is left of a text that stops in the middle of a row. */
	#readQuoted(text: string, last: boolean): string {
		refuseControls(text, this.#line);
		const content = Buffer.from(text);
		const start = { line: this.#line, separator: this.#separator as Separator, cut: !last };
		const { line, at } = readRows(content, start, ({ line, cells }) => {
			this.#builder.add({ line, cells: cells.map(unprotect) });
		});
		this.#line = line;
		return content.toString('utf8', at);
	}
}

function refuseControls(text: string, first: number): void {
	const control = CONTROL.exec(text);
	if (control) throw refuseLine('binary-content', first + breaks(text.slice(0, control.index)));
}

interface Position {
	readonly line: number;
	readonly at: number;
}

function skipLines(text: string, { line, at }: Position, target: number): Position {
	while (line < target && text.indexOf('\n', at) !== -1) {
		at = text.indexOf('\n', at) + 1;
		line++;
	}
	return { line, at };
}

/** The separator under which the first rows agree best on how many cells they have. */
function detectSeparator(sample: Buffer, loose: boolean): Separator {
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
	/** The content may stop in the middle of a row, which is left. */
	readonly cut?: boolean;
}

/**
 * Rows may be ragged, and a quote inside a cell that none opens stands for itself.
 * Answers the line and the byte behind the last row that was read.
 */
function readRows(
	content: Buffer,
	{ line: first, separator, most = -1, cut = false }: Layout,
	take: (row: RawRow) => void
): Position {
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
		if (cut) return { line, at: start };
		refuseStrayQuote();
		const before = content.toString('utf8', 0, error.bytes as number);
		throw refuseLine('unclosed-quote', first + breaks(before));
	}
	return { line, at: content.length };
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
