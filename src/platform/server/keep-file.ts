import type { Readable } from 'node:stream';
import { newId } from '#shared/id.ts';
import { Refusal } from '#shared/errors.ts';
import type { StoredBlob } from './blobs.ts';
import { inAssociation } from './database/db.ts';
import type { OperationContext, Tx } from './operation.ts';
import type { Caller } from './perform.ts';
import { runtime } from './runtime.ts';
import type { PlatformTables } from './tables.ts';

export interface KeptFile {
	readonly id: string;
	readonly sha256: string;
	/** Bytes. */
	readonly size: number;
	readonly name: string;
	readonly mediaType: string;
}

export interface UploadedFile {
	readonly name: string;
	readonly mediaType: string;
	readonly content: Readable | Uint8Array;
}

/**
 * Keeps an uploaded file for the association; an operation then names it by its id.
 * @throws {Refusal} `platform.file-too-large`
 */
export async function keepFile(caller: Caller, file: UploadedFile): Promise<KeptFile> {
	const stored = await store(file);
	return inAssociation(runtime().database.db, caller.association.id, (tx) =>
		name(tx, caller, file, stored)
	);
}

/** Like `keepFile`, for whoever owns the machine: the limit of uploads does not hold. */
export async function keepFileOfAnySize(caller: Caller, file: UploadedFile): Promise<KeptFile> {
	const stored = await runtime().blobs.put(file.content);
	return inAssociation(runtime().database.db, caller.association.id, (tx) =>
		name(tx, caller, file, stored)
	);
}

/** Like `keepFile`, as one step of a transaction already open in the association of the caller. */
export async function keepFileWithin(
	tx: Tx,
	caller: Caller,
	file: UploadedFile
): Promise<KeptFile> {
	return name(tx, caller, file, await store(file));
}

/** Like `keepFileWithin`, for a file that the program made: the limit of uploads does not hold. */
export async function keepMadeFile(tx: Tx, caller: Caller, file: UploadedFile): Promise<KeptFile> {
	return name(tx, caller, file, await runtime().blobs.put(file.content));
}

function store({ content }: UploadedFile): Promise<StoredBlob> {
	const { blobs, settings } = runtime();
	return blobs.put(content, settings.uploadLimit);
}

async function name(
	tx: Tx,
	caller: Caller,
	file: UploadedFile,
	{ sha256, size }: StoredBlob
): Promise<KeptFile> {
	const kept = {
		id: newId(),
		sha256,
		size,
		name: file.name.replace(/[\u0000-\u001f/\\]/g, '_').slice(0, 255),
		mediaType: file.mediaType.slice(0, 100)
	};
	await tx
		.withTables<PlatformTables>()
		.insertInto('platform.blob')
		.values({
			association_id: caller.association.id,
			id: kept.id,
			sha256,
			size,
			name: kept.name,
			media_type: kept.mediaType
		})
		.execute();
	return kept;
}

/** Kept files of this association, by id; unknown ids are left out. */
export async function filesByIds(
	{ tx }: Pick<OperationContext, 'tx'>,
	ids: readonly string[]
): Promise<ReadonlyMap<string, Pick<KeptFile, 'name' | 'sha256'>>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.withTables<PlatformTables>()
		.selectFrom('platform.blob')
		.select(['id', 'name', 'sha256'])
		.where('id', 'in', [...ids])
		.execute();
	return new Map(rows.map(({ id, name, sha256 }) => [id, { name, sha256 }]));
}

/**
 * Keeps what a kept file holds under another id, for an operation that will forget its own.
 * @throws {Refusal} `platform.file-not-found`
 */
export async function keepAgain(caller: Caller, id: string): Promise<KeptFile> {
	return inAssociation(runtime().database.db, caller.association.id, async (tx) => {
		const { name: called, mediaType, sha256, size } = await findFile({ tx }, id);
		const file = { name: called, mediaType, content: new Uint8Array() };
		return name(tx, caller, file, { sha256, size });
	});
}

/** A kept file of this association. @throws {Refusal} `platform.file-not-found` */
export async function findFile(
	{ tx }: Pick<OperationContext, 'tx'>,
	id: string
): Promise<KeptFile> {
	const row = await tx
		.withTables<PlatformTables>()
		.selectFrom('platform.blob')
		.select(['id', 'sha256', 'size', 'name', 'media_type'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw new Refusal('not-found', 'platform.file-not-found');
	return {
		id: row.id,
		sha256: row.sha256,
		size: row.size,
		name: row.name,
		mediaType: row.media_type
	};
}
