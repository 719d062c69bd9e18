/** The character encodings that French programs write files in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15';

export interface DecodedText {
	readonly text: string;
	readonly encoding: Encoding;
	/** A byte order mark opened the file; it is not part of `text`. */
	readonly byteOrderMark: boolean;
}

/**
 * Decodes a text file of unknown encoding: by its byte order mark, else as UTF-16 when every other byte is null, as
 * UTF-8 when it is valid, else as Windows-1252 or ISO 8859-15, told apart by the bytes that only one of them gives a sense to.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
	const finder = new EncodingFinder();
	finder.push(bytes);
	const { encoding, byteOrderMark } = finder.found;
	return { text: new TextDecoder(encoding).decode(bytes), encoding, byteOrderMark };
}

export interface FoundEncoding {
	readonly encoding: Encoding;
	readonly byteOrderMark: boolean;
	/** Signs that only Windows has: neither ASCII nor an ISO set gives them a sense. */
	readonly windowsSigns: boolean;
}

/** Finds the encoding of a text as `decodeText` does, from pieces too long to be held together. */
export class EncodingFinder {
	readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
	#valid = true;
	#mark: Encoding | undefined;
	#wide: Encoding | undefined;
	#begun = false;
	#tail: Uint8Array = new Uint8Array();
	#latin9 = false;
	#windowsSigns = false;

	push(piece: Uint8Array): void {
		if (!this.#begun) {
			this.#mark = byteOrderMark(piece);
			this.#wide = this.#mark ? undefined : unmarkedUtf16(piece);
		}
		this.#begun = true;
		if (this.#mark ?? this.#wide) return;
		if (this.#valid) this.#decode(piece, true);
		this.#weigh(piece);
	}

	get found(): FoundEncoding {
		if (this.#mark) return { encoding: this.#mark, byteOrderMark: true, windowsSigns: false };
		if (this.#wide) return { encoding: this.#wide, byteOrderMark: false, windowsSigns: false };
		if (this.#valid) this.#decode(new Uint8Array(), false);
		const windowsSigns = !this.#valid && this.#windowsSigns;
		const single = this.#latin9 && !this.#windowsSigns ? 'iso-8859-15' : 'windows-1252';
		return { encoding: this.#valid ? 'utf-8' : single, byteOrderMark: false, windowsSigns };
	}

	#decode(piece: Uint8Array, stream: boolean): void {
		try {
			this.#utf8.decode(piece, { stream });
		} catch {
			this.#valid = false;
		}
	}

	/** What tells apart the two sets of one byte; two bytes are kept, for letters on both sides of a sign. */
	#weigh(piece: Uint8Array): void {
		const kept = this.#tail.length;
		const bytes = kept === 0 ? piece : Uint8Array.from([...this.#tail, ...piece.subarray(0, 2)]);
		for (const part of kept === 0 ? [piece] : [bytes, piece]) {
			if (this.#latin9 && this.#windowsSigns) break;
			const seen = signsIn(part);
			this.#latin9 ||= seen.latin9;
			this.#windowsSigns ||= seen.windows;
		}
		this.#tail = piece.slice(-2);
	}
}

function byteOrderMark(bytes: Uint8Array): Encoding | undefined {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return undefined;
}

const WEIGHED = 4096;

/** Of letters of Europe every other byte is null in UTF-16, and none is in the other encodings. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | undefined {
	const nulls = [0, 0];
	const weighed = Math.min(bytes.length, WEIGHED);
	for (let i = 0; i < weighed; i++) if (bytes[i] === 0) nulls[i % 2] = (nulls[i % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = nulls;
	const most = Math.max(even, odd);
	if (weighed < 4 || Math.min(even, odd) > 0 || most < weighed * 0.35) return undefined;
	return odd > even ? 'utf-16le' : 'utf-16be';
}

/** 0x80–0x9F are signs in Windows-1252 only; 0xA4 is €, 0xBC and 0xBD are Œ and œ in ISO 8859-15. */
function signsIn(bytes: Uint8Array): { latin9: boolean; windows: boolean } {
	let latin9 = false;
	let windows = false;
	for (let i = 0; i < bytes.length; i++) {
		const byte = bytes[i] as number;
		if (byte < 0x80) continue;
		if (byte < 0xa0) windows = true;
		if (byte === 0xa4) latin9 = true;
		if (byte === 0xbd && isLetter(bytes[i - 1]) && isLetter(bytes[i + 1])) latin9 = true;
		if (byte === 0xbc && isLetter(bytes[i + 1])) latin9 = true;
	}
	return { latin9, windows };
}

function isLetter(byte: number | undefined): boolean {
	return byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

/** Where ISO 8859-15 departs from ISO 8859-1. */
const LATIN9: ReadonlyMap<string, number> = new Map([
	['€', 0xa4],
	['Š', 0xa6],
	['š', 0xa8],
	['Ž', 0xb4],
	['ž', 0xb8],
	['Œ', 0xbc],
	['œ', 0xbd],
	['Ÿ', 0xbe]
]);

const REPLACED = new Set([0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe]);

const NEAREST: ReadonlyMap<string, string> = new Map([
	['’', "'"],
	['‘', "'"],
	['“', '"'],
	['”', '"'],
	['„', '"'],
	['–', '-'],
	['—', '-'],
	['−', '-'],
	['‑', '-'],
	['…', '...'],
	['•', '·'],
	['\u202f', '\u00a0'],
	['\u2009', ' '],
	['ł', 'l'],
	['Ł', 'L'],
	['ı', 'i'],
	['đ', 'd'],
	['Đ', 'D']
]);

/** ISO 8859-15 bytes; a sign that it lacks becomes its nearest (`’` → `'`, `ă` → `a`), else `?`. */
export function encodeLatin9(text: string): Uint8Array {
	const written = text.replace(ELSEWHERE, (sign) => {
		const exact = LATIN9.get(sign);
		if (exact !== undefined) return String.fromCharCode(exact);
		return [...nearest(sign)].map(nearestByte).join('');
	});
	const bytes = new Uint8Array(written.length);
	for (let i = 0; i < written.length; i++) bytes[i] = written.charCodeAt(i);
	return bytes;
}

/** Signs whose byte is not their point: those of ISO 8859-1 that it replaced, and all beyond. */
const ELSEWHERE = /[\x80-\x9f\xa4\xa6\xa8\xb4\xb8\xbc-\xbe]|[^\0-\xff]/gu;

function nearestByte(sign: string): string {
	const point = sign.codePointAt(0) as number;
	if (point < 0x80 || (point > 0x9f && point < 0x100 && !REPLACED.has(point))) return sign;
	return String.fromCharCode(LATIN9.get(sign) ?? 0x3f);
}

function nearest(sign: string): string {
	const known = NEAREST.get(sign);
	if (known) return known;
	const plain = sign
		.normalize('NFKD')
		.replace(/\p{Diacritic}/gu, '')
		.replace('\u2044', '/');
	return plain === '' ? '' : plain === sign ? '?' : plain;
}
