import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { act, callerOf, demand, read } from '#platform/page/perform.server.ts';
import { sendFile } from '#platform/page/send-file.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { aboutIn } from '../about.server.ts';

export const load: PageServerLoad = async (event) => {
	demand(event, people.sendOwnPhoto);
	const { personId, waitingPhotoId } = await read(event, people.ownRecord, { id: aboutIn(event) });
	const { displayName: name, photoId } = await read(event, people.getPerson, { id: personId });
	return { personId, name, other: aboutIn(event) !== undefined, photoId, waitingPhotoId };
};

/** The address of the member space that the page came from, and whom it is about. */
function aboutOf(event: RequestEvent) {
	const about = aboutIn(event);
	const id = about ?? callerOf(event).actor.personId ?? '';
	return { id, back: `/${event.params.association}/me?${about ? `person=${about}&` : ''}saved` };
}

export const actions: Actions = {
	send: async (event) => {
		const { id, back } = aboutOf(event);
		const outcome = await sendFile(
			event,
			people.sendOwnPhoto,
			'people.photo-missing',
			(file, form) => ({ id, file, crop: form.get('crop') ?? undefined })
		);
		if (!outcome.ok) return outcome.failure;
		redirect(303, back);
	},
	remove: async (event) => {
		const { id, back } = aboutOf(event);
		const outcome = await act(event, people.removePhoto, { id });
		if (!outcome.ok) return outcome.failure;
		redirect(303, back);
	}
};
