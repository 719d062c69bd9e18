import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { readerOf } from '../person-reader.ts';
import { allowOwn } from '../self/own-person.ts';
import { PHOTO_MEDIA_TYPE, readPhotos } from './photo-row.ts';

export const getPhoto = defineDownload({
	name: 'people.get-photo',
	summary: 'Reads the photograph of a person, for whoever may see the person.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/persons/{id}/photo' },
	input: z.strictObject({
		id: z.uuid(),
		/** `full`: 512 pixels square; `small`: 192. */
		size: z.enum(['full', 'small']).default('full'),
		/** The one that waits for agreement: for those who decide on it, and for whoever sent it. */
		state: z.enum(['kept', 'waiting']).default('kept')
	}),
	mediaTypes: [PHOTO_MEDIA_TYPE],
	/** @throws {Refusal} `people.person-not-found`, `people.photo-none` */
	async run(context, { id, size, state }) {
		const waiting = state === 'waiting';
		if (waiting) await allowOwn(context, id, 'people.write');
		else await readerOf(context, id);
		const photo = (await readPhotos(context, [id], { size, waiting })).get(id);
		if (!photo) throw new Refusal('not-found', 'people.photo-none');
		return { name: 'photo.jpg', mediaType: PHOTO_MEDIA_TYPE, body: photo };
	}
});
