import { sql } from 'kysely';
import type { Fault } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { PHOTO_LIMIT } from '#modules/people/domain/photo.ts';
import { drawUnlessDrawn, type DrawnPhoto } from './draw-photo.ts';
import { dropPhotosThat, keepPhoto } from './photo-row.ts';

export interface GivenPhoto {
	readonly personId: string;
	/** Of the file that is imported. */
	readonly line: number;
	/** Base64. */
	readonly picture: string;
}

/** So many are drawn at once: the rest of the server goes on. */
const AT_ONCE = 4;

/** Gives people the photographs of a file; answers a fault for each that can’t be drawn. */
export async function givePhotos(
	context: OperationContext,
	given: readonly GivenPhoto[],
	importId: string
): Promise<Fault[]> {
	const faults: Fault[] = [];
	for (let at = 0; at < given.length; at += AT_ONCE) {
		const some = given.slice(at, at + AT_ONCE);
		const drawn = await Promise.all(some.map(({ picture }) => draw(picture)));
		for (const [index, { personId, line }] of some.entries()) {
			const photo = drawn[index];
			if (photo) await keepPhoto(context, { ...photo, personId, waiting: false, importId });
			else {
				const code = 'people.photo-not-an-image-on-line';
				faults.push({ path: `line ${line}`, code, parameters: { line } });
			}
		}
	}
	return faults;
}

async function draw(base64: string): Promise<DrawnPhoto | undefined> {
	const content = Buffer.from(base64, 'base64');
	return content.length > PHOTO_LIMIT ? undefined : drawUnlessDrawn(content);
}

/** Removes the photographs that an import gave and that are still there. */
export async function takePhotosBack(tx: Tx, importId: string): Promise<void> {
	await dropPhotosThat(tx, sql`f.import_id = ${importId}`);
}
