import { redirect } from '@sveltejs/kit';
import { documents } from '#modules/documents/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	letter: await read(event, documents.getLetter, { id: event.params.letter }),
	mayWrite: callerOf(event).actor.permissions.has(documents.editLetter.permission)
});

export const actions: Actions = {
	save: async (event) => {
		const { name, subject, body } = readFields(await event.request.formData());
		const letter = { name, subject, body };
		const id = event.params.letter;
		const outcome = await act(event, documents.editLetter, { id, ...letter }, letter);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/documents/letters?letter=${id}`);
	},
	remove: async (event) => {
		const outcome = await act(event, documents.removeLetter, { id: event.params.letter });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/documents`);
	}
};
