import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { typedHousehold } from '../household-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const household = await read(event, people.getHousehold, { id: event.params.household });
	const { permissions } = callerOf(event).actor;
	return {
		household,
		mayWrite: permissions.has(people.editHousehold.permission),
		mayEnrol: permissions.has('membership.enrol')
	};
};

export const actions: Actions = {
	save: async (event) => {
		const values = typedHousehold(await event.request.formData());
		const input = { id: event.params.household, ...values };
		const outcome = await act(event, people.editHousehold, input, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	},
	remove: async (event) => {
		const outcome = await act(event, people.removeHousehold, { id: event.params.household });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/households`);
	}
};
