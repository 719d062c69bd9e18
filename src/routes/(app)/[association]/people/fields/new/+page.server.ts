import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { act, demand } from '#platform/page/perform.server.ts';
import { fieldValues, typedField } from '../field-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	demand(event, people.defineField);
	return { values: fieldValues() };
};

export const actions: Actions = {
	default: async (event) => {
		const { values, kind, described } = typedField(await event.request.formData());
		const outcome = await act(event, people.defineField, { kind, ...described }, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/fields`);
	}
};
