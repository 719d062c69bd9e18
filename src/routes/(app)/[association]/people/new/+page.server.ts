import { redirect } from '@sveltejs/kit';
import { people, typedPerson } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [{ number }, { categories }] = await Promise.all([
		read(event, people.suggestNumber, {}),
		read(event, people.listCategories, {})
	]);
	return { number, categories: categories.map(({ name }) => name) };
};

export const actions: Actions = {
	default: async (event) => {
		const typed = typedPerson(readFields(await event.request.formData()));
		const outcome = await act(event, people.addPerson, typed, typed);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/${outcome.result.id}`);
	}
};
