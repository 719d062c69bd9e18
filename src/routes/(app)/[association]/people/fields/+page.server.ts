import { redirect } from '@sveltejs/kit';
import { customLabel } from '#modules/people/index.ts';
import { people } from '#modules/people/server/index.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, people.defineField);
	const { fields } = await read(event, people.listFields, {});
	return {
		fields: fields.map((field) => {
			const { id, kind, required, listed } = field;
			return { id, kind, required, listed, label: customLabel(field, event.locals.locale) };
		})
	};
};

export const actions: Actions = {
	order: async (event) => {
		const form = await event.request.formData();
		const ids = form.getAll('id').map(String);
		const [moved = '', by = '0'] = String(form.get('move') ?? '').split(' ');
		const from = ids.indexOf(moved);
		const to = from + Number(by);
		if (from >= 0 && to >= 0 && to < ids.length) ids.splice(to, 0, ...ids.splice(from, 1));
		const outcome = await act(event, people.orderFields, { ids });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};
