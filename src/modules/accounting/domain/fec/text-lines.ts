/** A line of a text file and its number, from 1. */
export interface TextLine {
	readonly line: number;
	readonly text: string;
}

/** What many programs of the eighties and their children put at the end of a file. */
const END_OF_FILE = '\x1a';

/** What ends the first line; `undefined` as long as more text may tell. */
function endOf(text: string): '\n' | '\r' | undefined {
	const at = text.search(/[\r\n]/);
	if (text[at] === '\n') return '\n';
	if (at === -1 || at === text.length - 1) return undefined;
	return text[at + 1] === '\n' ? '\n' : '\r';
}

/**
 * Cuts a text that comes piece by piece in lines, whatever their end: `\r\n`, `\n` or `\r`. Lines left blank, at
 * the end of many files, say nothing and are left out.
 */
export class LineCutter {
	#rest = '';
	#line = 0;
	#end: '\n' | '\r' | undefined;

	*push(piece: string): Generator<TextLine> {
		const text = this.#rest + piece;
		this.#end ??= endOf(text);
		if (this.#end === undefined) {
			this.#rest = text;
			return;
		}
		let at = 0;
		for (let next; (next = text.indexOf(this.#end, at)) !== -1; at = next + 1) {
			yield* this.#take(text.slice(at, next));
		}
		this.#rest = text.slice(at);
	}

	/** What follows the last end of line. */
	*finish(): Generator<TextLine> {
		const rest = this.#rest;
		this.#rest = '';
		if (rest !== '') yield* rest.split('\r').flatMap((text) => [...this.#take(text)]);
	}

	*#take(raw: string): Generator<TextLine> {
		this.#line++;
		const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
		if (text.trim() !== '' && text !== END_OF_FILE) yield { line: this.#line, text };
	}
}
