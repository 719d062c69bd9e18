import { error, redirect } from '@sveltejs/kit';
import { customLabel } from '#modules/people/index.ts';
import { people } from '#modules/people/server/index.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import { translateCode } from '#platform/server/locale.ts';
import { fieldValues, typedField } from '../field-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, people.defineField);
	const { locale } = event.locals;
	const { fields } = await read(event, people.listFields, {});
	const field = fields.find(({ id }) => id === event.params.field);
	if (!field) error(404, translateCode('people.field-not-found', {}, locale));
	return { values: fieldValues(field), key: field.key, label: customLabel(field, locale) };
};

export const actions: Actions = {
	save: async (event) => {
		const { values, described } = typedField(await event.request.formData());
		const input = { id: event.params.field, ...described };
		const outcome = await act(event, people.editField, input, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/fields`);
	},
	remove: async (event) => {
		const outcome = await act(event, people.removeField, { id: event.params.field });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/fields`);
	}
};
