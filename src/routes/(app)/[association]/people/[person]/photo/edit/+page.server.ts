import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import { sendFile } from '#platform/page/send-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, people.setPhoto);
	const { displayName, photoId } = await read(event, people.getPerson, { id: event.params.person });
	return { name: displayName, photoId };
};

export const actions: Actions = {
	send: async (event) => {
		const { person: id } = event.params;
		const outcome = await sendFile(
			event,
			people.setPhoto,
			'people.photo-missing',
			(file, form) => ({
				id,
				file,
				crop: form.get('crop') ?? undefined
			})
		);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/${id}`);
	},
	remove: async (event) => {
		demand(event, people.setPhoto);
		const { person: id } = event.params;
		const outcome = await act(event, people.removePhoto, { id });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/${id}`);
	}
};
