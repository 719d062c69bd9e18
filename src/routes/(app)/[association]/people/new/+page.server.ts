import { redirect } from '@sveltejs/kit';
import { customInputs, people, typedCustom, typedPerson } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [{ number }, { categories }, { fields }] = await Promise.all([
		read(event, people.suggestNumber, {}),
		read(event, people.listCategories, {}),
		read(event, people.listFields, {})
	]);
	const inputs = customInputs(fields, [], event.locals.locale);
	return { number, categories: categories.map(({ name }) => name), inputs };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const { fields } = await read(event, people.listFields, {});
		const typed = typedPerson(readFields(form));
		let custom: Record<string, string | null>;
		try {
			custom = await typedCustom(demand(event, people.addPerson), form, fields);
		} catch (refusal) {
			return failWith(event, refusal, typed);
		}
		const values = { ...typed, custom };
		const outcome = await act(event, people.addPerson, values, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/${outcome.result.id}`);
	}
};
