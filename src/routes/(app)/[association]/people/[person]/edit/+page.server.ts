import { redirect } from '@sveltejs/kit';
import {
	customInputs,
	editedByLeaders,
	people,
	typedCustom,
	typedPerson
} from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, demand, failWith, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

type PageEvent = Parameters<PageServerLoad>[0] | Parameters<Actions[string]>[0];

/** Whom the form is about and the fields that it shows: of leaders, those that let them; others get none. */
async function edited(event: PageEvent) {
	const [person, { fields }] = await Promise.all([
		read(event, people.getPerson, { id: event.params.person }),
		read(event, people.listFields, {})
	]);
	const writes = callerOf(event).actor.permissions.has('people.write');
	if (!writes && person.access !== 'leader') {
		demand(event, { name: people.editPerson.name, permission: 'people.write' });
	}
	return { person, writes, fields: writes ? fields : editedByLeaders(fields) };
}

export const load: PageServerLoad = async (event) => {
	const { person, writes, fields } = await edited(event);
	const { categories } = writes ? await read(event, people.listCategories, {}) : { categories: [] };
	const inputs = customInputs(fields, person.fields, event.locals.locale);
	return { person, writes, categories: categories.map(({ name }) => name), inputs };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const { fields, writes } = await edited(event);
		const typed = writes ? typedPerson(readFields(form)) : {};
		let custom: Record<string, string | null>;
		try {
			custom = await typedCustom(demand(event, people.editPerson), form, fields);
		} catch (refusal) {
			return failWith(event, refusal, { ...typed, version: Number(form.get('version')) });
		}
		const id = event.params.person;
		const version = Number(form.get('version'));
		const seen = Number(form.get('seen')) || version;
		const values = { ...typed, custom, version };
		const outcome = await act(event, people.editPerson, { ...values, id, seen }, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/${id}`);
	}
};
