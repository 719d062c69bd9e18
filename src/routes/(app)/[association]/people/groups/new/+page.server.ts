import { redirect } from '@sveltejs/kit';
import { parentChoices } from '#modules/people/index.ts';
import { people, typedGroup } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, people.addGroup);
	const { groups } = await read(event, people.listGroups, {});
	return { parents: parentChoices(groups), within: event.url.searchParams.get('within') ?? '' };
};

export const actions: Actions = {
	default: async (event) => {
		const typed = typedGroup(readFields(await event.request.formData()));
		const outcome = await act(event, people.addGroup, typed, typed);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/groups/${outcome.result.id}`);
	}
};
