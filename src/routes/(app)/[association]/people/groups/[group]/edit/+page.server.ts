import { redirect } from '@sveltejs/kit';
import { parentChoices } from '#modules/people/index.ts';
import { people, typedGroup } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, people.editGroup);
	const id = event.params.group;
	const [group, { groups }] = await Promise.all([
		read(event, people.getGroup, { id }),
		read(event, people.listGroups, {})
	]);
	return { group, parents: parentChoices(groups, id) };
};

export const actions: Actions = {
	default: async (event) => {
		const id = event.params.group;
		const typed = typedGroup(readFields(await event.request.formData()));
		const outcome = await act(event, people.editGroup, { ...typed, id }, typed);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/groups/${id}`);
	}
};
