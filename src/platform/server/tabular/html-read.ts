import { Refusal } from '#shared/errors.ts';
import { textPieces } from './csv-text.ts';
import type { RowList, TableBuilder, TableOrigin } from './table.ts';

/** Ways in which a page begins; and workbooks of Excel 2003 as XML, whose name is `.xls` too. */
const PAGE =
	/^(?:<!--[\s\S]*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html|head|meta|style|body|table|div)\b/i;
const XML_WORKBOOK = /<\?mso-application[^>]*Excel|<(?:\w+:)?Workbook\b[^>]*office:spreadsheet/i;
const HEAD = 4_000;

/** A page, or a workbook as XML, under the name of a workbook: what many banks call « Excel ». */
export function isMarkup(bytes: Uint8Array): boolean {
	const [head = ''] = textPieces(bytes.subarray(0, HEAD)).pieces;
	return isMarkupText(head);
}

/** The same of how a text begins. */
export function isMarkupText(head: string): boolean {
	return PAGE.test(head) || XML_WORKBOOK.test(head);
}

/**
 * Reads the table with most rows of a page, none of which runs: only rows, cells and their text are looked at.
 * A cell over several columns is followed by empty ones; a line is the number of the row in its table.
 * @throws {Refusal} `platform.tabular-web-page` when there is no table, `platform.tabular-xml-workbook`
 */
export function readHtml(bytes: Uint8Array, builder: TableBuilder<RowList>): TableOrigin {
	const { encoding, pieces } = textPieces(bytes);
	const text = [...pieces].join('');
	if (XML_WORKBOOK.test(text.slice(0, HEAD))) {
		throw new Refusal('invalid', 'platform.tabular-xml-workbook');
	}
	const tables = tablesIn(text, builder.limits.rows + builder.limits.columns);
	const [largest] = tables.toSorted((a, b) => b.length - a.length);
	if (!largest || largest.length < 2) throw new Refusal('invalid', 'platform.tabular-web-page');
	for (const [index, cells] of largest.entries()) builder.add({ line: index + 1, cells });
	return { format: 'csv', encoding, separator: null };
}

interface Tag {
	/** In lower case. */
	readonly name: string;
	readonly closes: boolean;
	readonly attributes: string;
	/** What stands before it, since the tag before. */
	readonly text: string;
}

/** Their content is no text. */
const UNSHOWN = /^(script|style)$/;

/** The tags of a page, from first to last; whatever is in it, each sign is looked at a few times at most. */
function* tagsIn(page: string): Generator<Tag> {
	const name = /<(\/?)([a-z][a-z0-9]*)/iy;
	let [text, from] = ['', 0];
	for (let at = page.indexOf('<'); at !== -1; at = page.indexOf('<', at)) {
		if (page.startsWith('<!--', at)) {
			text += page.slice(from, at);
			const end = page.indexOf('-->', at + 4);
			if (end === -1) return;
			from = at = end + 3;
			continue;
		}
		name.lastIndex = at;
		const found = name.exec(page);
		if (!found) {
			at += 1;
			continue;
		}
		const end = endOfTag(page, name.lastIndex);
		if (end === -1) return;
		const tag = (found[2] ?? '').toLowerCase();
		const closes = found[1] === '/';
		text += page.slice(from, at);
		yield { name: tag, closes, attributes: page.slice(name.lastIndex, end), text };
		[text, from, at] = ['', end + 1, end + 1];
		if (closes || !UNSHOWN.test(tag)) continue;
		const last = new RegExp(`</${tag}`, 'gi');
		last.lastIndex = end;
		const closing = last.exec(page);
		if (!closing) return;
		from = at = closing.index;
	}
}

/** Where a tag ends: at a `>` that is in no quotes. A quote that nothing closes ends the page. */
function endOfTag(page: string, start: number): number {
	for (let at = start; at < page.length; at += 1) {
		const sign = page[at];
		if (sign === '>') return at;
		if (sign !== '"' && sign !== "'") continue;
		at = page.indexOf(sign, at + 1);
		if (at === -1) return -1;
	}
	return -1;
}

/** The cells of each table, a table within a cell being one of its own. */
function tablesIn(page: string, mostRows: number): string[][][] {
	const tables: string[][][] = [];
	const open: string[][][] = [];
	let cell: { readonly cells: string[]; readonly span: number; text: string } | undefined;
	const close = () => {
		if (!cell) return;
		cell.cells.push(plain(cell.text), ...Array.from({ length: cell.span - 1 }, () => ''));
		cell = undefined;
	};
	for (const { name: tag, closes: end, attributes: head, text } of tagsIn(page)) {
		if (cell) cell.text += text;
		const rows = open.at(-1);
		if (tag === 'table') {
			close();
			if (end) open.pop();
			else tables.push(opened(open));
		} else if (!rows) {
			continue;
		} else if (tag === 'tr') {
			close();
			if (!end && rows.length < mostRows) rows.push([]);
		} else if (tag === 'td' || tag === 'th') {
			close();
			const cells = rows.at(-1);
			if (!end && cells) cell = { cells, span: spanOf(head), text: '' };
		} else if (cell && /^(br|p|div|li)$/.test(tag)) {
			cell.text += ' ';
		}
	}
	return tables;
}

function opened(open: string[][][]): string[][] {
	const rows: string[][] = [];
	open.push(rows);
	return rows;
}

const WIDEST = 100;

function spanOf(head: string): number {
	const span = Number(/\bcolspan\s*=\s*["']?(\d{1,3})/i.exec(head)?.[1] ?? 1);
	return Math.min(Math.max(span, 1), WIDEST);
}

const NAMED: Readonly<Record<string, string>> = {
	...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', euro: '€', rsquo: '’' },
	...{ eacute: 'é', egrave: 'è', ecirc: 'ê', euml: 'ë', agrave: 'à', acirc: 'â', ccedil: 'ç' },
	...{ ocirc: 'ô', ugrave: 'ù', ucirc: 'û', icirc: 'î', iuml: 'ï', deg: '°', oelig: 'œ' },
	...{ Eacute: 'É', Egrave: 'È', Agrave: 'À', Ccedil: 'Ç', laquo: '«', raquo: '»', ndash: '–' }
};

function plain(text: string): string {
	const said = text.replaceAll(
		/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi,
		(whole, ten, hex, name) => {
			if (name !== undefined) return NAMED[name as string] ?? whole;
			const point = ten === undefined ? Number.parseInt(hex as string, 16) : Number(ten);
			return point > 31 && point < 0x110000 ? String.fromCodePoint(point) : ' ';
		}
	);
	return said.replaceAll(/\s+/g, ' ').trim();
}
