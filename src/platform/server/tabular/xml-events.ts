import { corrupt } from './archive.ts';

export type XmlEvent =
	| { readonly kind: 'open'; readonly name: string; readonly attributes: string }
	| { readonly kind: 'close'; readonly name: string }
	| { readonly kind: 'text'; readonly text: string };

/**
 * The elements and texts of an XML document in order, enough for the files of office programs. Document type
 * declarations, the door of entity bombs, are refused.
 * @throws {Refusal} `platform.tabular-corrupt`
 */
export function* xmlEvents(xml: string): Generator<XmlEvent> {
	let at = 0;
	for (;;) {
		const open = xml.indexOf('<', at);
		if (open === -1) return;
		if (open > at) yield { kind: 'text', text: unescapeXml(xml.slice(at, open)) };
		const marker = xml.charCodeAt(open + 1);
		if (marker === 33 || marker === 63) {
			at = skipMarkup(xml, open);
			continue;
		}
		const close = endOfTag(xml, open);
		if (marker === 47) {
			yield { kind: 'close', name: xml.slice(open + 2, close).trimEnd() };
		} else {
			const empty = xml.charCodeAt(close - 1) === 47;
			const tag = xml.slice(open + 1, empty ? close - 1 : close);
			const space = tag.search(/\s/);
			const name = space === -1 ? tag : tag.slice(0, space);
			yield { kind: 'open', name, attributes: space === -1 ? '' : tag.slice(space) };
			if (empty) yield { kind: 'close', name };
		}
		at = close + 1;
	}
}

/** The value of an attribute in the text of a tag; `undefined` when it isn't there. */
export function attribute(attributes: string, name: string): string | undefined {
	const start = attributes.indexOf(` ${name}=`);
	if (start === -1) return undefined;
	const quote = attributes[start + name.length + 2] as string;
	const from = start + name.length + 3;
	const end = attributes.indexOf(quote, from);
	return end === -1 ? undefined : unescapeXml(attributes.slice(from, end));
}

/** A `>` may stand in an attribute's value: the tag ends at the first one outside quotes. */
function endOfTag(xml: string, open: number): number {
	let quote = 0;
	for (let at = open + 1; at < xml.length; at++) {
		const sign = xml.charCodeAt(at);
		if (quote !== 0) {
			if (sign === quote) quote = 0;
		} else if (sign === 62) return at;
		else if (sign === 34 || sign === 39) quote = sign;
	}
	throw corrupt();
}

function skipMarkup(xml: string, open: number): number {
	if (xml.startsWith('<!DOCTYPE', open)) throw corrupt();
	const mark = xml.startsWith('<!--', open) ? '-->' : xml[open + 1] === '?' ? '?>' : '>';
	const end = xml.indexOf(mark, open + 2);
	if (end === -1) throw corrupt();
	return end + mark.length;
}

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'"
};

function unescapeXml(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(#x?[\da-f]{1,6}|[a-z]{2,4});/gi, (whole, name: string) => {
		if (!name.startsWith('#')) return NAMED[name] ?? whole;
		const point = name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
		return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}
