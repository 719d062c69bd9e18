import type { Context } from 'hono';
import { Refusal } from '#shared/errors.ts';

const LIMIT_MB = 4;
const LIMIT = LIMIT_MB * 1024 * 1024;

/**
 * The body of a request as text, in UTF-8: at most 4 MB, counted as it comes when its length was not announced.
 * @throws {Refusal} `platform.body-too-large`
 */
export async function readText(c: Context): Promise<string> {
	const announced = c.req.header('content-length');
	if (announced !== undefined) {
		check(Number(announced));
		return c.req.text();
	}
	const pieces: Uint8Array[] = [];
	let size = 0;
	// Given up but not closed: whoever sends must still be able to read the refusal.
	for await (const piece of c.req.raw.body?.values({ preventCancel: true }) ?? []) {
		check((size += piece.length));
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString();
}

function check(size: number): void {
	if (size <= LIMIT) return;
	throw new Refusal('too-large', 'platform.body-too-large', { limitMb: LIMIT_MB });
}
