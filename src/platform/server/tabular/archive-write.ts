import { Readable, pipeline } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ArchivePart {
	readonly name: string;
	readonly content: Iterable<string> | AsyncIterable<string>;
	/** Uncompressed, as OpenDocument wants its `mimetype` (ODF 1.3, part 2, §3.3). */
	readonly stored?: boolean;
}

const VERSION = 20;
/** Bit 3: sizes follow the content. Bit 11: names are UTF-8. */
const STREAMED = 0x0808;
const PLAIN = 0x0800;
/** 1 January 1980: the same table gives the same bytes. */
const DATE = 0x0021;

/** Writes a ZIP archive part by part as they come, holding no content whole. */
export async function* zip(
	parts: Iterable<ArchivePart> | AsyncIterable<ArchivePart>
): AsyncGenerator<Uint8Array> {
	const directory: Buffer[] = [];
	let at = 0;
	for await (const part of parts) {
		const offset = at;
		const stored = part.stored ? Buffer.from(await join(part.content)) : undefined;
		const measure = { crc: stored ? crc32(stored) : 0, size: stored?.length ?? 0, packed: 0 };
		const head = Buffer.concat([
			Buffer.from([0x50, 0x4b, 3, 4]),
			header(part, stored ? { ...measure, packed: measure.size } : measure),
			Buffer.from(part.name)
		]);
		yield head;
		for await (const chunk of stored ? [stored] : deflated(part.content, measure)) {
			measure.packed += chunk.length;
			yield chunk;
		}
		at += head.length + measure.packed;
		if (!stored) {
			const descriptor = numbers(0x08074b50, measure.crc, measure.packed, measure.size);
			yield descriptor;
			at += descriptor.length;
		}
		directory.push(centralRecord(part, measure, offset));
	}
	const records = Buffer.concat(directory);
	yield records;
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(directory.length, 8);
	end.writeUInt16LE(directory.length, 10);
	end.writeUInt32LE(records.length, 12);
	end.writeUInt32LE(at, 16);
	yield end;
}

interface Measure {
	crc: number;
	size: number;
	packed: number;
}

async function join(content: ArchivePart['content']): Promise<string> {
	let text = '';
	for await (const chunk of content) text += chunk;
	return text;
}

async function* deflated(
	content: ArchivePart['content'],
	measure: Measure
): AsyncGenerator<Uint8Array> {
	async function* measured() {
		for await (const text of content) {
			const bytes = Buffer.from(text);
			measure.crc = crc32(bytes, measure.crc);
			measure.size += bytes.length;
			yield bytes;
		}
	}
	const deflate = createDeflateRaw();
	// A fault of the source destroys `deflate`, so that the loop below throws it.
	pipeline(Readable.from(measured()), deflate, () => {});
	yield* deflate as AsyncIterable<Uint8Array>;
}

/** What the local and the central header say alike. */
function header(part: ArchivePart, { crc, packed, size }: Measure): Buffer {
	const fields = Buffer.alloc(26);
	fields.writeUInt16LE(VERSION, 0);
	fields.writeUInt16LE(part.stored ? PLAIN : STREAMED, 2);
	fields.writeUInt16LE(part.stored ? 0 : 8, 4);
	fields.writeUInt16LE(DATE, 8);
	fields.writeUInt32LE(crc, 10);
	fields.writeUInt32LE(packed, 14);
	fields.writeUInt32LE(size, 18);
	fields.writeUInt16LE(Buffer.byteLength(part.name), 22);
	return fields;
}

function centralRecord(part: ArchivePart, measure: Measure, offset: number): Buffer {
	const rest = Buffer.alloc(14);
	rest.writeUInt32LE(offset, 10);
	const made = Buffer.from([0x50, 0x4b, 1, 2, VERSION, 0]);
	return Buffer.concat([made, header(part, measure), rest, Buffer.from(part.name)]);
}

function numbers(...values: number[]): Buffer {
	const bytes = Buffer.alloc(values.length * 4);
	values.forEach((value, i) => bytes.writeUInt32LE(value, i * 4));
	return bytes;
}
