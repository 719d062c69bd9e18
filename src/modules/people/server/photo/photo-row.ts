import { sql, type RawBuilder } from 'kysely';
import { newId } from '#shared/id.ts';
import { forgetFiles } from '#platform/server/forget-files.ts';
import { filesByIds, keepFileWithin } from '#platform/server/keep-file.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { DrawnPhoto } from './draw-photo.ts';

export const PHOTO_MEDIA_TYPE = 'image/jpeg';

/** The id of somebody’s photograph, which changes with it; `null` when there is none. */
export async function photoOf(tx: Tx, personId: string, waiting = false): Promise<string | null> {
	const { rows } = await sql<{ id: string }>`
		SELECT f.id FROM people.photo f
		WHERE f.person_id = ${personId} AND f.waiting = ${waiting}`.execute(tx);
	return rows[0]?.id ?? null;
}

interface Asked {
	readonly size: 'full' | 'small';
	readonly waiting?: boolean;
}

/** Their photographs as JPEG, by id of person; who has none is left out. The caller has authorised the reader. */
export async function readPhotos(
	{ tx, blobs }: Pick<OperationContext, 'tx' | 'blobs'>,
	personIds: readonly string[],
	{ size, waiting = false }: Asked
): Promise<ReadonlyMap<string, Uint8Array>> {
	const file = size === 'small' ? sql`f.small_file_id` : sql`f.file_id`;
	const { rows } = await sql<{ personId: string; fileId: string }>`
		SELECT f.person_id AS "personId", ${file} AS "fileId" FROM people.photo f
		WHERE f.person_id = ANY(${personIds}::uuid[]) AND f.waiting = ${waiting}`.execute(tx);
	const files = await filesByIds(
		{ tx },
		rows.map(({ fileId }) => fileId)
	);
	const read = rows.map(async ({ personId, fileId }) => {
		const file = files.get(fileId);
		return file ? [[personId, await blobs.read(file.sha256)] as const] : [];
	});
	return new Map((await Promise.all(read)).flat());
}

interface Kept extends DrawnPhoto {
	readonly personId: string;
	readonly waiting: boolean;
	/** The import that gives it. */
	readonly importId?: string;
}

/** Keeps a photograph instead of the one before. */
export async function keepPhoto(
	context: OperationContext,
	{ personId, waiting, full, small, importId }: Kept
): Promise<string> {
	const { tx, association, actor, now } = context;
	await dropPhotos(tx, [personId], waiting);
	const file = await keepJpeg(context, full);
	const smallFile = await keepJpeg(context, small);
	const id = newId();
	await sql`
		INSERT INTO people.photo (association_id, id, person_id, waiting, file_id, small_file_id, set_at,
			account_id, import_id)
		VALUES (${association.id}, ${id}, ${personId}, ${waiting}, ${file}, ${smallFile}, ${now},
			${actor.accountId}, ${importId ?? null})`.execute(tx);
	return id;
}

async function keepJpeg(context: OperationContext, content: Uint8Array): Promise<string> {
	const file = { name: 'photo.jpg', mediaType: PHOTO_MEDIA_TYPE, content };
	return (await keepFileWithin(context.tx, context, file)).id;
}

/** Removes photographs and their files; answers how many. @param waiting only those that wait, or only the others */
export async function dropPhotos(
	tx: Tx,
	personIds: readonly string[],
	waiting?: boolean
): Promise<number> {
	return dropPhotosThat(
		tx,
		sql`f.person_id = ANY(${personIds}::uuid[])
			AND ${waiting === undefined ? sql`true` : sql`f.waiting = ${waiting}`}`
	);
}

/** The same for the rows `f` that meet a condition. */
export async function dropPhotosThat(tx: Tx, condition: RawBuilder<unknown>): Promise<number> {
	const { rows } = await sql<{ files: string[] }>`
		DELETE FROM people.photo f WHERE ${condition}
		RETURNING ARRAY[f.file_id, f.small_file_id] AS files`.execute(tx);
	const files = rows.flatMap((row) => row.files);
	await forgetFiles({ tx }, files);
	return rows.length;
}
