import { redirect } from '@sveltejs/kit';
import { people, typedPerson } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [person, { categories }] = await Promise.all([
		read(event, people.getPerson, { id: event.params.person }),
		read(event, people.listCategories, {})
	]);
	return { person, categories: categories.map(({ name }) => name) };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const typed = typedPerson(readFields(form));
		const id = event.params.person;
		const version = Number(form.get('version'));
		const outcome = await act(event, people.editPerson, { ...typed, id, version }, typed);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/${id}`);
	}
};
