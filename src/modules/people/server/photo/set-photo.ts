import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { forgetFiles } from '#platform/server/forget-files.ts';
import { findFile } from '#platform/server/keep-file.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import {
	PHOTO_CROP_SHARE,
	PHOTO_CROPS,
	PHOTO_LIMIT,
	type PhotoCrop
} from '#modules/people/domain/photo.ts';
import { waits } from '#modules/people/domain/self-service.ts';
import { lockPerson, refuseUnknown } from '../person-row.ts';
import { allowOwn, isOwn } from '../self/own-person.ts';
import { loadSelfService } from '../self/self-service.ts';
import { drawPhoto, type DrawnPhoto } from './draw-photo.ts';
import { dropPhotos, keepPhoto } from './photo-row.ts';

const sentPhoto = z.strictObject({
	id: z.uuid(),
	/** A kept file: PNG, JPEG, WebP, GIF or AVIF of 15 MB and 40 million pixels at most; it goes once it is read. */
	file: z.uuid(),
	/** Which square of the picture: its middle unless said; or how far along its longer side, « 0 » to « 100 ». */
	crop: z.union([z.enum(PHOTO_CROPS), z.string().regex(PHOTO_CROP_SHARE)]).default('centre')
});
/** `photoId` changes with the photograph. */
const output = z.object({ photoId: z.uuid() });

export const setPhoto = defineOperation({
	name: 'people.set-photo',
	summary: 'Gives a person a photograph, of which a square of 512 pixels is kept.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'put', path: '/persons/{id}/photo' },
	input: sentPhoto,
	output,
	/**
	 * @throws {Refusal} `people.person-not-found`, `platform.file-not-found`, `people.photo-too-large`,
	 * `people.photo-not-an-image`, `people.photo-of-nobody` for an organisation, `people.photo-of-archived`
	 */
	async run(context, sent) {
		return { photoId: await keepSent(context, sent, false) };
	}
});

export const sendOwnPhoto = defineOperation({
	name: 'people.send-own-photo',
	summary:
		'Gives oneself, or a child, a photograph; it waits where the association wants to agree to it.',
	permission: 'people.self',
	kind: 'command',
	http: { method: 'put', path: '/persons/{id}/own-photo' },
	input: sentPhoto,
	output: output.extend({ waiting: z.boolean() }),
	/** @throws {Refusal} those of `setPhoto` */
	async run(context, sent) {
		if (!(await isOwn(context, sent.id))) refuseUnknown();
		const waiting = waits(await loadSelfService(context.tx), 'photo');
		return { photoId: await keepSent(context, sent, waiting), waiting };
	}
});

async function keepSent(
	context: OperationContext,
	{ id, file, crop }: z.output<typeof sentPhoto>,
	waiting: boolean
): Promise<string> {
	const { tx } = context;
	const { archivedAt, kind } = await lockPerson(tx, id);
	if (kind === 'legal') throw new Refusal('conflict', 'people.photo-of-nobody');
	if (archivedAt !== null) throw new Refusal('conflict', 'people.photo-of-archived');
	const drawn = await drawSent(context, file, crop);
	const photoId = await keepPhoto(context, { ...drawn, personId: id, waiting });
	if (!waiting) await dropPhotos(tx, [id], true);
	context.about('person', id, { photo: waiting ? 'waiting' : 'set' });
	const event = waiting ? 'people.correction-asked' : 'people.person-edited';
	await context.announce(event, { personId: id, fields: ['photo'] });
	return photoId;
}

/** The photograph of a file that was sent; the file, which may say where it was taken, is forgotten. */
async function drawSent(
	context: OperationContext,
	fileId: string,
	crop: PhotoCrop
): Promise<DrawnPhoto> {
	const { size, sha256 } = await findFile(context, fileId);
	if (size > PHOTO_LIMIT) {
		throw refuseField('file', 'people.photo-too-large', { limitMb: PHOTO_LIMIT / 1_000_000 });
	}
	const drawn = await drawPhoto(await context.blobs.read(sha256), crop);
	if (!drawn) throw refuseField('file', 'people.photo-not-an-image');
	await forgetFiles(context, [fileId]);
	return drawn;
}

export const removePhoto = defineOperation({
	name: 'people.remove-photo',
	summary: 'Removes the photograph of a person for good, and the one that waits for agreement.',
	permission: 'people.self',
	kind: 'command',
	http: { method: 'delete', path: '/persons/{id}/photo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ removed: z.boolean() }),
	/** @throws {Refusal} `people.person-not-found` for whose record one may not correct */
	async run(context, { id }) {
		await allowOwn(context, id, 'people.write');
		await lockPerson(context.tx, id);
		const removed = (await dropPhotos(context.tx, [id])) > 0;
		if (removed) {
			context.about('person', id, { photo: 'removed' });
			await context.announce('people.person-edited', { personId: id, fields: ['photo'] });
		}
		return { removed };
	}
});
