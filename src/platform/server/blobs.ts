import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '#shared/errors.ts';

export interface StoredBlob {
	/** Lower-case hexadecimal SHA-256 of the content: the name of the blob. */
	readonly sha256: string;
	/** Bytes. */
	readonly size: number;
}

/** Content-addressed files: on disk by default. Rows keep the hash, never the bytes. */
export interface BlobStore {
	/** @throws {Refusal} `platform.file-too-large` past `limit` bytes; nothing is kept then. */
	put(content: Readable | Uint8Array, limit?: number): Promise<StoredBlob>;
	/** The whole content, checked against its hash. @throws {Refusal} `platform.blob-not-found` */
	read(sha256: string): Promise<Uint8Array>;
	/** A stream of the content; it fails at its end when the hash doesn't match. */
	stream(sha256: string): Promise<Readable>;
	/** The contents that were last put before a moment. */
	putBefore(moment: Date): AsyncIterable<string>;
	/** Deletes a content that no row names any more; one already gone is fine. */
	remove(sha256: string): Promise<void>;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** Files under `folder/ab/cd/<sha256>`, written beside and renamed: a crash leaves no half file under its name. */
export class DiskBlobStore implements BlobStore {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async put(content: Readable | Uint8Array, limit = Infinity): Promise<StoredBlob> {
		const incoming = path.join(this.#folder, 'incoming');
		await mkdir(incoming, { recursive: true });
		const draft = path.join(incoming, randomUUID());
		const hash = createHash('sha256');
		let size = 0;
		const measure = new Transform({
			transform(chunk: Uint8Array, _encoding, done) {
				size += chunk.length;
				if (size > limit) return done(tooLarge(limit));
				hash.update(chunk);
				done(null, chunk);
			}
		});
		try {
			const source = content instanceof Readable ? content : Readable.from([Buffer.from(content)]);
			await pipeline(source, measure, createWriteStream(draft, { flush: true }));
			const sha256 = hash.digest('hex');
			const target = this.#pathOf(sha256);
			await mkdir(path.dirname(target), { recursive: true });
			await rename(draft, target);
			await syncFolder(path.dirname(target));
			return { sha256, size };
		} finally {
			await rm(draft, { force: true });
		}
	}

	async read(sha256: string): Promise<Uint8Array> {
		await this.#mustExist(sha256);
		const bytes = await readFile(this.#pathOf(sha256));
		if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw damaged(sha256);
		return bytes;
	}

	async stream(sha256: string): Promise<Readable> {
		await this.#mustExist(sha256);
		const hash = createHash('sha256');
		const check = new Transform({
			transform(chunk: Uint8Array, _encoding, done) {
				hash.update(chunk);
				done(null, chunk);
			},
			flush(done) {
				done(hash.digest('hex') === sha256 ? null : damaged(sha256));
			}
		});
		const source = createReadStream(this.#pathOf(sha256));
		source.on('error', (error) => check.destroy(error));
		return source.pipe(check);
	}

	async remove(sha256: string): Promise<void> {
		if (SHA256.test(sha256)) await rm(this.#pathOf(sha256), { force: true });
	}

	async *putBefore(moment: Date): AsyncGenerator<string> {
		for (const first of await namesIn(this.#folder)) {
			for (const second of await namesIn(path.join(this.#folder, first))) {
				for (const sha256 of await namesIn(path.join(this.#folder, first, second))) {
					if (!SHA256.test(sha256)) continue;
					const found = await stat(this.#pathOf(sha256)).catch(() => undefined);
					if (found && found.mtime < moment) yield sha256;
				}
			}
		}
	}

	async #mustExist(sha256: string): Promise<void> {
		if (!SHA256.test(sha256)) throw new Refusal('not-found', 'platform.blob-not-found');
		await stat(this.#pathOf(sha256)).catch(() => {
			throw new Refusal('not-found', 'platform.blob-not-found');
		});
	}

	#pathOf(sha256: string): string {
		return path.join(this.#folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
	}
}

/** What a folder holds, nothing when it is none. */
function namesIn(folder: string): Promise<string[]> {
	return readdir(folder).catch(() => []);
}

async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	await handle.sync().finally(() => handle.close());
}

function tooLarge(limit: number): Refusal {
	return new Refusal('too-large', 'platform.file-too-large', {
		limitMb: Math.floor(limit / 1_000_000)
	});
}

function damaged(sha256: string): Error {
	return new Error(`The stored file ${sha256} no longer matches its hash`);
}
