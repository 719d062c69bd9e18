import type { Encoding } from '#shared/charset.ts';
import { EncodingFinder } from '#shared/charset.ts';

const PIECE = 256 * 1024;

/** The encoding of a text file, found by looking, and what it says, piece by piece, with `\n` for every line end. */
export function textPieces(bytes: Uint8Array): {
	encoding: Encoding;
	pieces: Iterable<string>;
} {
	const finder = new EncodingFinder();
	for (let at = 0; at < bytes.length; at += PIECE) finder.push(bytes.subarray(at, at + PIECE));
	const { encoding } = finder.found;
	return { encoding, pieces: decoded(bytes, encoding) };
}

function* decoded(bytes: Uint8Array, encoding: Encoding): Generator<string> {
	const hasLineFeeds = encoding.startsWith('utf-16')
		? new TextDecoder(encoding).decode(bytes).includes('\n')
		: bytes.includes(0x0a);
	const decoder = new TextDecoder(encoding);
	let held = '';
	for (let at = 0; at < bytes.length; at += PIECE) {
		const last = at + PIECE >= bytes.length;
		const text = held + decoder.decode(bytes.subarray(at, at + PIECE), { stream: !last });
		// Its line feed may open the next piece.
		held = !last && text.endsWith('\r') ? '\r' : '';
		const whole = held ? text.slice(0, -1) : text;
		yield hasLineFeeds ? whole.replaceAll('\r\n', '\n') : whole.replaceAll('\r', '\n');
	}
}
