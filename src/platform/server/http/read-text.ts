import type { Context } from 'hono';
import { Refusal } from '#shared/errors.ts';

const LIMIT_MB = 4;
const LIMIT = LIMIT_MB * 1024 * 1024;

/**
 * The body of a request as text: at most 4 MB, counted as it comes when its length was not announced.
 * @throws {Refusal} `platform.body-too-large`, `platform.body-not-json` when it is not in UTF-8 (RFC 8259, 8.1)
 */
export async function readText(c: Context): Promise<string> {
	const bytes = await readBytes(c);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Refusal('malformed', 'platform.body-not-json');
	}
}

async function readBytes(c: Context): Promise<ArrayBuffer | Uint8Array> {
	const announced = c.req.header('content-length');
	if (announced !== undefined) {
		check(Number(announced));
		return c.req.arrayBuffer();
	}
	const pieces: Uint8Array[] = [];
	let size = 0;
	// Given up but not closed: whoever sends must still be able to read the refusal.
	for await (const piece of c.req.raw.body?.values({ preventCancel: true }) ?? []) {
		check((size += piece.length));
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}

function check(size: number): void {
	if (size <= LIMIT) return;
	throw new Refusal('too-large', 'platform.body-too-large', { limitMb: LIMIT_MB });
}
