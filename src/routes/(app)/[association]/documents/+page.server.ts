import { documents } from '#modules/documents/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	choices: await read(event, documents.getChoices, {}),
	...(await read(event, documents.listLetters, {})),
	mayConfigure: callerOf(event).actor.permissions.has(documents.editChoices.permission)
});

export const actions: Actions = {
	choices: async (event) => {
		const { nameOnCheck, photoOnCard, sender = '' } = readFields(await event.request.formData());
		const changes = { nameOnCheck, photoOnCard: photoOnCard !== undefined, sender };
		const outcome = await act(event, documents.editChoices, changes, changes);
		return outcome.ok ? { saved: true } : outcome.failure;
	}
};
