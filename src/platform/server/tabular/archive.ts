import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { Refusal } from '#shared/errors.ts';

const inflate = promisify(inflateRaw);

const MAX_ENTRIES = 1000;
/** The parts that readers hold as a whole; sheets are streamed and may be larger. */
const MAX_WHOLE_PART = 64_000_000;

interface Entry {
	readonly name: string;
	readonly encrypted: boolean;
	readonly method: number;
	readonly crc: number;
	readonly packed: number;
	readonly unpacked: number;
	readonly offset: number;
}

export function corrupt(cause?: unknown): Refusal {
	const refusal = new Refusal('invalid', 'platform.tabular-corrupt');
	refusal.cause = cause;
	return refusal;
}

export interface Part {
	readonly name: string;
	readonly content: Uint8Array;
}

/**
 * The parts of a ZIP archive (PKWARE APPNOTE), unpacked under a budget, so that a bomb is refused before it
 * bursts: by what it declares first, then by what really comes out, part by part.
 * @throws {Refusal} `platform.tabular-corrupt`, `-locked`, `-unpacks-too-large`
 */
export async function* unpack(bytes: Uint8Array, budget: number): AsyncGenerator<Part> {
	const entries = centralDirectory(bytes);
	const declared = entries.reduce((total, { unpacked }) => total + unpacked, 0);
	if (declared > budget) throw tooLarge(budget);
	if (entries.some(({ encrypted }) => encrypted)) {
		throw new Refusal('invalid', 'platform.tabular-locked');
	}
	for (const entry of entries) {
		yield { name: entry.name, content: await unpackEntry(bytes, entry, budget) };
	}
}

function tooLarge(budget: number): Refusal {
	return new Refusal('too-large', 'platform.tabular-unpacks-too-large', {
		limit: Math.round(budget / 1_000_000)
	});
}

async function unpackEntry(bytes: Uint8Array, entry: Entry, budget: number): Promise<Uint8Array> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (entry.offset + 30 > bytes.length) throw corrupt();
	const start =
		entry.offset +
		30 +
		view.getUint16(entry.offset + 26, true) +
		view.getUint16(entry.offset + 28, true);
	if (start + entry.packed > bytes.length) throw corrupt();
	if (/sharedStrings|styles|workbook/.test(entry.name) && entry.unpacked > MAX_WHOLE_PART) {
		throw tooLarge(budget);
	}
	const packed = bytes.subarray(start, start + entry.packed);
	const content = entry.method === 0 ? packed : await inflateWithin(packed, entry);
	if (content.length !== entry.unpacked || crc32(content) !== entry.crc) throw corrupt();
	return content;
}

async function inflateWithin(packed: Uint8Array, entry: Entry): Promise<Uint8Array> {
	if (entry.method !== 8) throw corrupt();
	try {
		// One byte more than declared: what comes out must be no longer than was promised.
		return await inflate(packed, { maxOutputLength: entry.unpacked + 1 });
	} catch (cause) {
		throw corrupt(cause);
	}
}

function centralDirectory(bytes: Uint8Array): Entry[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = endOfCentralDirectory(view);
	const count = view.getUint16(end + 10, true);
	let at = view.getUint32(end + 16, true);
	if (count > MAX_ENTRIES) throw corrupt();
	const entries: Entry[] = [];
	for (let i = 0; i < count; i++) {
		if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw corrupt();
		const nameLength = view.getUint16(at + 28, true);
		entries.push({
			name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
			encrypted: (view.getUint16(at + 8, true) & 1) === 1,
			method: view.getUint16(at + 10, true),
			crc: view.getUint32(at + 16, true),
			packed: view.getUint32(at + 20, true),
			unpacked: view.getUint32(at + 24, true),
			offset: view.getUint32(at + 42, true)
		});
		at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return entries;
}

function endOfCentralDirectory(view: DataView): number {
	const last = view.byteLength - 22;
	for (let at = last; at >= 0 && at >= last - 65_535; at--) {
		if (view.getUint32(at, true) === 0x06054b50) return at;
	}
	throw corrupt();
}
