export type XmlToken =
	| { readonly kind: 'open' | 'close'; readonly name: string; readonly line: number }
	| { readonly kind: 'text'; readonly text: string; readonly line: number };

/** What an XML file can't be read for, said by its first line that is wrong. */
export class XmlFault extends Error {
	readonly line: number;

	constructor(message: string, line: number) {
		super(message);
		this.line = line;
	}
}

const TOKEN =
	/<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<(\/?)([^\s/>!?]+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>|([^<]+)/y;
const LONGEST_PIECE = 32_000_000;

/**
 * The elements and texts of an XML document that comes piece by piece, with their lines. Attributes are left out:
 * the schemas of the tax office have none. Document type declarations, the door of entity bombs, are refused.
 */
export class XmlTokens {
	#rest = '';
	#line = 1;

	/** @param mark the end of an element that comes often: pieces are cut behind it */
	*push(piece: string, mark: string): Generator<XmlToken> {
		this.#rest += piece;
		const end = this.#rest.lastIndexOf(mark);
		if (end === -1) {
			if (this.#rest.length > LONGEST_PIECE) throw new XmlFault(`${mark} ?`, this.#line);
			return;
		}
		const ready = this.#rest.slice(0, end + mark.length);
		this.#rest = this.#rest.slice(end + mark.length);
		yield* this.#read(ready);
	}

	*finish(): Generator<XmlToken> {
		const rest = this.#rest;
		this.#rest = '';
		yield* this.#read(rest);
	}

	*#read(text: string): Generator<XmlToken> {
		TOKEN.lastIndex = 0;
		let at = 0;
		while (at < text.length) {
			TOKEN.lastIndex = at;
			const match = TOKEN.exec(text);
			if (!match) throw new XmlFault(text.slice(at, at + 40), this.#line);
			const [whole, cdata, slash, name, empty, plain] = match;
			const line = this.#line;
			for (let i = whole.indexOf('\n'); i !== -1; i = whole.indexOf('\n', i + 1)) this.#line++;
			at += whole.length;
			if (name !== undefined) {
				yield { kind: slash ? 'close' : 'open', name, line };
				if (empty) yield { kind: 'close', name, line };
			} else if (cdata !== undefined) yield { kind: 'text', text: cdata, line };
			else if (plain !== undefined) yield { kind: 'text', text: unescapeXml(plain), line };
		}
	}
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
		const point =
			name[1]?.toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
		return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
	});
}
