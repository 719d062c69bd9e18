import { refuseAt } from './refuse-file.ts';

/** An element of an XML or SGML file, without its attributes but those that were asked for. */
export interface Element {
	/** Without its prefix. */
	readonly name: string;
	/** The line of the file where it opens, from 1. */
	readonly line: number;
	readonly attributes: string;
	text: string;
	readonly children: Element[];
}

const MAX_DEPTH = 100;
const MAX_ELEMENTS = 2_000_000;
const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0'
};

/**
 * Reads the elements of a bank file. XML must be well formed; `sgml` lets values stand without a closing tag,
 * as OFX 1 does. A document type is refused, so no entity can be defined: nothing grows nor is fetched.
 * @throws {Refusal} `banking.file-doctype`, `-truncated`, `-not-well-formed`, `-too-deep`, naming the line
 */
export function readMarkup(text: string, { sgml = false } = {}): Element {
	const root: Element = { name: '', line: 1, attributes: '', text: '', children: [] };
	const open: Element[] = [root];
	const counter = new LineCounter(text);
	let count = 0;
	let at = 0;
	while (at < text.length) {
		const start = sgml ? tagFrom(text, at) : text.indexOf('<', at);
		const current = open.at(-1) as Element;
		const words = text.slice(at, start === -1 ? text.length : start);
		if (words !== '') current.text += unescapeText(words);
		if (start === -1) break;
		const line = counter.lineAt(start);
		if (text.startsWith('<!--', start)) {
			at = endOf(text, '-->', start, line);
			continue;
		}
		if (text.startsWith('<![CDATA[', start)) {
			at = endOf(text, ']]>', start, line);
			current.text += text.slice(start + 9, at - 3);
			continue;
		}
		if (text.startsWith('<?', start)) {
			at = endOf(text, '?>', start, line);
			continue;
		}
		if (text.startsWith('<!', start)) throw refuseAt(line, 'banking.file-doctype');
		at = endOf(text, '>', start, line);
		const tag = text.slice(start + 1, at - 1);
		if (tag.startsWith('/')) {
			close(open, localName(tag.slice(1).trim()), line, sgml);
			continue;
		}
		const [, qualified = '', attributes = ''] = /^([\w:.-]+)([\s\S]*?)\/?$/.exec(tag) ?? [];
		if (qualified === '') throw refuseAt(line, 'banking.file-not-well-formed');
		const element = { name: localName(qualified), line, attributes, text: '', children: [] };
		if (++count > MAX_ELEMENTS) throw refuseAt(line, 'banking.file-too-deep');
		// A value of OFX 1 ends where the next tag begins, an empty one too.
		if (sgml && open.length > 1 && (current.text.trim() !== '' || VALUES.test(current.name))) {
			open.pop();
		}
		(open.at(-1) as Element).children.push(element);
		if (!tag.endsWith('/')) open.push(element);
		if (open.length > MAX_DEPTH) throw refuseAt(line, 'banking.file-too-deep');
	}
	const left = open.findLast(({ name, text: value }) => name !== '' && !(sgml && value.trim()));
	if (left)
		throw refuseAt(counter.lineAt(text.length), 'banking.file-truncated', { tag: left.name });
	return root;
}

/** Values of OFX that some banks leave empty. */
const VALUES =
	/^(NAME|EXTDNAME|MEMO2?|CHECKNUM|REFNUM|SIC|PAYEEID|FITID|SRVRTID|BRANCHID|ACCTKEY|ACCTTYPE|MESSAGE|LANGUAGE|ORG|FID|DT\w+|INTU\..*)$/;
const TAG = /<[/!?a-z]/gi;

/** A lone `<` within a value of OFX 1 is a sign like another. */
function tagFrom(text: string, at: number): number {
	TAG.lastIndex = at;
	return TAG.exec(text)?.index ?? -1;
}

function close(open: Element[], name: string, line: number, sgml: boolean): void {
	const index = open.findLastIndex((element) => element.name === name);
	const inner = open.slice(index + 1);
	const valuesOnly = inner.every(({ children }) => children.length === 0);
	if (index < 1 || (inner.length > 0 && !(sgml && valuesOnly))) {
		if (sgml && index < 1) return;
		throw refuseAt(line, 'banking.file-not-well-formed', { tag: name });
	}
	open.length = index;
}

function endOf(text: string, mark: string, start: number, line: number): number {
	const end = text.indexOf(mark, start);
	if (end === -1)
		throw refuseAt(line, 'banking.file-truncated', { tag: text.slice(start, start + 20) });
	return end + mark.length;
}

function localName(qualified: string): string {
	return qualified.slice(qualified.indexOf(':') + 1);
}

function unescapeText(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (whole, name: string) => {
		if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
		const point =
			name[1] === 'x' || name[1] === 'X' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
		return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
	});
}

/** Lines of growing positions, counted once. */
class LineCounter {
	readonly #text: string;
	#at = 0;
	#line = 1;

	constructor(text: string) {
		this.#text = text;
	}

	lineAt(index: number): number {
		for (let next = this.#text.indexOf('\n', this.#at); next !== -1 && next < index;) {
			this.#line++;
			this.#at = next + 1;
			next = this.#text.indexOf('\n', this.#at);
		}
		return this.#line;
	}
}

/** The first element at a path of names below another. */
export function find(element: Element | undefined, path: string): Element | undefined {
	let found = element;
	for (const name of path.split('/')) {
		found = found?.children.find((child) => child.name === name);
	}
	return found;
}

export function findAll(element: Element | undefined, name: string): Element[] {
	return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text at a path, its spaces folded; `null` when there is none. */
export function textAt(element: Element | undefined, path: string): string | null {
	return clean(find(element, path)?.text);
}

export function clean(text: string | null | undefined, length = 500): string | null {
	const folded = (text ?? '')
		.replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.toWellFormed();
	return folded === '' ? null : folded.slice(0, length).trim();
}
