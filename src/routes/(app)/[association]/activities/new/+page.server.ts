import { redirect } from '@sveltejs/kit';
import { activities } from '#modules/activities/server/index.ts';
import { act, demand, failWith } from '#platform/page/perform.server.ts';
import { readActivityForm, toActivityInput } from '../activity-form.server.ts';
import { formOptions } from '../form-options.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, activities.defineActivity);
	return { values: readActivityForm(new FormData()), ...(await formOptions(event)) };
};

export const actions: Actions = {
	default: async (event) => {
		const values = readActivityForm(await event.request.formData());
		let input;
		try {
			input = await toActivityInput(event, values);
		} catch (refusal) {
			return failWith(event, refusal, values);
		}
		const outcome = await act(event, activities.defineActivity, input, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/activities/${outcome.result.id}`);
	}
};
