import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	...(await read(event, people.listGroups, {})),
	mayWrite: callerOf(event).actor.permissions.has(people.addGroup.permission)
});

export const actions: Actions = {
	default: async (event) => {
		const { name = '' } = readFields(await event.request.formData());
		const outcome = await act(event, people.addGroup, { name }, { name });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/groups/${outcome.result.id}`);
	}
};
