import { people } from '#modules/people/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { pairs } = await read(event, people.findDuplicates, {});
	const { merges } = await read(event, people.listMerges, {});
	return { pairs, merges };
};

export const actions: Actions = {
	apart: async (event) => {
		const form = await event.request.formData();
		const pair = { one: form.get('one'), other: form.get('other') };
		const outcome = await act(event, people.tellApart, pair);
		return outcome.ok ? undefined : outcome.failure;
	},
	undo: async (event) => {
		const id = (await event.request.formData()).get('id');
		const outcome = await act(event, people.undoMerge, { id });
		return outcome.ok ? undefined : outcome.failure;
	}
};
