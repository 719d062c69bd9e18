import type { Readable } from 'node:stream';

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
}
