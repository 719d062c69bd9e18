import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { PHOTO_MEDIA_TYPE, readPhotos } from '#modules/people/server/index.ts';
import { isTeacher } from './activity-row.ts';
import { maySeePeople } from './policy.ts';

export const getParticipantPhoto = defineDownload({
	name: 'activities.get-participant-photo',
	summary:
		'Reads the small photograph of somebody expected at an activity, for those who keep it or teach.',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activities/{id}/participants/{personId}/photo' },
	input: z.strictObject({ id: z.uuid(), personId: z.uuid() }),
	mediaTypes: [PHOTO_MEDIA_TYPE],
	/** @throws {Refusal} `people.photo-none`, whoever may not see who is registered included */
	async run(context, { id, personId }) {
		const { tx, actor } = context;
		const { rows } = await sql`
			SELECT FROM activities.registration r
			WHERE r.activity_id = ${id} AND r.person_id = ${personId} AND r.state = 'registered'`.execute(tx);
		const may = rows.length > 0 && (maySeePeople(actor) || (await isTeacher(context, id)));
		const photos = may ? await readPhotos(context, [personId], { size: 'small' }) : undefined;
		const photo = photos?.get(personId);
		if (!photo) throw new Refusal('not-found', 'people.photo-none');
		return { name: 'photo.jpg', mediaType: PHOTO_MEDIA_TYPE, body: photo };
	}
});
