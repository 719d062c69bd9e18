import type { Readable } from 'node:stream';
import { newId } from '#shared/id.ts';
import { Refusal } from '#shared/errors.ts';
import { inAssociation } from './database/db.ts';
import type { OperationContext } from './operation.ts';
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

/**
 * Keeps an uploaded file for the association; an operation then names it by its id.
 * @throws {Refusal} `platform.file-too-large`
 */
export async function keepFile(
	caller: Caller,
	file: { name: string; mediaType: string; content: Readable | Uint8Array }
): Promise<KeptFile> {
	const { blobs, database, settings } = runtime();
	const { sha256, size } = await blobs.put(file.content, settings.uploadLimit);
	const kept = {
		id: newId(),
		sha256,
		size,
		name: file.name.replace(/[\u0000-\u001f/\\]/g, '_').slice(0, 255),
		mediaType: file.mediaType.slice(0, 100)
	};
	await inAssociation(database.db, caller.association.id, (tx) =>
		tx
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
			.execute()
	);
	return kept;
}

/** A kept file of this association. @throws {Refusal} `platform.file-not-found` */
export async function findFile({ tx }: OperationContext, id: string): Promise<KeptFile> {
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
