import { v7 } from 'uuid';

const LENGTH = 16;
const RANDOM_AT_ONCE = 64;

// Asking for random bytes costs more than all the rest of an id: they are asked for by many.
const pool = new Uint8Array(LENGTH * RANDOM_AT_ONCE);
let used = RANDOM_AT_ONCE;
let last = { msecs: 0, seq: 0 };

/** A UUIDv7 (RFC 9562): sorts by creation time, those of one millisecond by a sequence. */
export function newId(): string {
	if (used === RANDOM_AT_ONCE) {
		crypto.getRandomValues(pool);
		used = 0;
	}
	const random = pool.subarray(LENGTH * used, LENGTH * ++used);
	// eslint-disable-next-line no-restricted-syntax -- ids follow real time, whatever clock a test sets
	const now = Date.now();
	// Half of the sequence is left to count up in.
	const begin = () => new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
	last = now > last.msecs ? { msecs: now, seq: begin() } : { msecs: last.msecs, seq: last.seq + 1 };
	return v7({ random, ...last });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
	return UUID.test(text);
}
