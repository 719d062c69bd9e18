import { fail, redirect } from '@sveltejs/kit';
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
		const form = await event.request.formData();
		const { household: id } = event.params;
		const values = { ...typedHousehold(form), version: Number(form.get('version')) || undefined };
		const outcome = await act(event, people.editHousehold, { id, ...values }, values);
		if (!outcome.ok) {
			const { status, data } = outcome.failure;
			if (status !== 409) return outcome.failure;
			// Saved again, it is in the knowledge of what was told.
			const { version } = await read(event, people.getHousehold, { id });
			return fail(status, { ...data, values: { ...values, version } });
		}
		redirect(303, event.url.pathname);
	},
	remove: async (event) => {
		const outcome = await act(event, people.removeHousehold, { id: event.params.household });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/households`);
	}
};
