import { zip, type ArchivePart } from './archive-write.ts';
import { escapeXml, writableText } from './cell-text.ts';
import type { TableCell, TableColumn, TableContent, TableRow } from './table-content.ts';

/** The width of a column in characters, and the rank of its style in `STYLES`. */
const FORMATS = {
	text: { width: 28, style: 0 },
	number: { width: 12, style: 0 },
	day: { width: 12, style: 1 },
	money: { width: 14, style: 2 }
} as const;

/** Rows of a sheet at most, of which the first has the names of the columns. */
const MOST_ROWS = 1_048_576;
const BATCH = 50;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Day 0 of a spreadsheet. */
const EPOCH = Date.UTC(1899, 11, 30);

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const PLAIN = 'fontId="0" fillId="0" borderId="0"';
const STYLES = `${PROLOGUE}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" ${PLAIN}/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" ${PLAIN} xfId="0"/><xf numFmtId="164" ${PLAIN} xfId="0" applyNumberFormat="1"/><xf numFmtId="4" ${PLAIN} xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
const ROOT = `${PROLOGUE}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** An Office Open XML workbook (ISO/IEC 29500-1), of as many sheets as its rows need. */
export function xlsxBytes(
	table: TableContent,
	rowsOfSheet = MOST_ROWS
): AsyncGenerator<Uint8Array> {
	return zip(partsOf(table, rowsOfSheet));
}

async function* partsOf(
	{ name, columns, rows }: TableContent,
	rowsOfSheet: number
): AsyncGenerator<ArchivePart> {
	const source =
		Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
	let next = await source.next();
	async function* some(): AsyncGenerator<TableRow> {
		for (let count = 1; count < rowsOfSheet && !next.done; count += 1) {
			yield next.value;
			next = await source.next();
		}
	}
	let sheets = 0;
	try {
		do {
			sheets += 1;
			yield { name: `xl/worksheets/sheet${sheets}.xml`, content: sheetXml(columns, some()) };
		} while (!next.done);
	} finally {
		await source.return?.();
	}
	const ranks = Array.from({ length: sheets }, (_, index) => index + 1);
	yield { name: 'xl/styles.xml', content: [STYLES] };
	yield { name: 'xl/workbook.xml', content: [workbookXml(name, ranks)] };
	yield { name: 'xl/_rels/workbook.xml.rels', content: [relationsXml(ranks)] };
	yield { name: '_rels/.rels', content: [ROOT] };
	yield { name: '[Content_Types].xml', content: [typesXml(ranks)] };
}

async function* sheetXml(
	columns: readonly TableColumn[],
	rows: AsyncIterable<TableRow>
): AsyncGenerator<string> {
	const widths = columns.map(
		({ kind }, at) =>
			`<col min="${at + 1}" max="${at + 1}" width="${FORMATS[kind].width}" customWidth="1"/>`
	);
	const named = columns.map((column, at) => ({ ...column, letters: lettersOf(at) }));
	const cols = columns.length > 0 ? `<cols>${widths.join('')}</cols>` : '';
	let batch = `${PROLOGUE}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen" activePane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${cols}<sheetData><row r="1">${named
		.map(({ letters, label }) => textCell(`${letters}1`, label))
		.join('')}</row>`;
	let line = 1;
	for await (const row of rows) {
		line += 1;
		batch += `<row r="${line}">`;
		for (const { key, kind, letters } of named) batch += cellOf(kind, letters, line, row[key]);
		batch += '</row>';
		if (line % BATCH !== 0) continue;
		yield batch;
		batch = '';
	}
	yield `${batch}</sheetData></worksheet>`;
}

function cellOf(
	kind: TableColumn['kind'],
	letters: string,
	line: number,
	value: TableCell
): string {
	if (value === null || value === undefined || value === '') return '';
	const at = `${letters}${line}`;
	if (kind !== 'day' && typeof value === 'string') return textCell(at, value);
	const exact =
		kind === 'money'
			? Number(value) / 100
			: kind === 'day'
				? serialOf(String(value))
				: Number(value);
	return Number.isFinite(exact)
		? `<c r="${at}" s="${FORMATS[kind].style}"><v>${exact}</v></c>`
		: '';
}

/** The number by which a spreadsheet keeps a day `YYYY-MM-DD`. */
function serialOf(day: string): number {
	return (Date.parse(`${day}T00:00:00Z`) - EPOCH) / DAY_MS;
}

/** Spaces at an end, and lines, are kept only where the text says so. */
function textCell(at: string, value: string): string {
	const text = escapeXml(escapeCodes(writableText(value)));
	const space = /^\s|\s$|[\n\t]/.test(text) ? ' xml:space="preserve"' : '';
	return `<c r="${at}" t="inlineStr"><is><t${space}>${text}</t></is></c>`;
}

/** `A` to `Z`, `AA` and so on. */
function lettersOf(at: number): string {
	const rest = Math.floor(at / 26);
	return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCodePoint(65 + (at % 26));
}

function workbookXml(name: string, ranks: readonly number[]): string {
	const title = sheetName(name);
	const sheets = ranks.map((rank) => {
		const suffix = rank > 1 ? ` ${rank}` : '';
		const called = escapeXml(title.slice(0, 31 - suffix.length) + suffix);
		return `<sheet name="${called}" sheetId="${rank}" r:id="rId${rank}"/>`;
	});
	return `${PROLOGUE}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relationsXml(ranks: readonly number[]): string {
	const sheets = ranks.map(
		(rank) =>
			`<Relationship Id="rId${rank}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${rank}.xml"/>`
	);
	return `${PROLOGUE}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join('')}<Relationship Id="rId${ranks.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
}

function typesXml(ranks: readonly number[]): string {
	const sheets = ranks.map(
		(rank) =>
			`<Override PartName="/xl/worksheets/sheet${rank}.xml" ContentType="${TYPES}.worksheet+xml"/>`
	);
	return `${PROLOGUE}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${sheets.join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`;
}

/** `_x000D_` in a cell stands for a sign (ISO/IEC 29500-1, §22.9.2.19): as a text it is escaped. */
function escapeCodes(text: string): string {
	return text.includes('_x') || text.includes('_X')
		? text.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
		: text;
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
