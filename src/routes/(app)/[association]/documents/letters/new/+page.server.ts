import { redirect } from '@sveltejs/kit';
import { documents } from '#modules/documents/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	demand(event, documents.writeLetter);
};

export const actions: Actions = {
	default: async (event) => {
		const { name, subject, body } = readFields(await event.request.formData());
		const letter = { name, subject, body };
		const outcome = await act(event, documents.writeLetter, letter, letter);
		if (!outcome.ok) return outcome.failure;
		const { id } = outcome.result;
		redirect(303, `/${event.params.association}/documents/letters?letter=${id}`);
	}
};
