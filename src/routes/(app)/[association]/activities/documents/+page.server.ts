import { activities } from '#modules/activities/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	demand(event, activities.defineDocumentKind);
	return read(event, activities.listDocumentKinds, {});
};

export const actions: Actions = {
	add: async (event) => {
		const fields = readFields(await event.request.formData());
		const { name = '', months, minorsOnly } = fields;
		const input = {
			name,
			...(months && { months: Number(months) }),
			minorsOnly: minorsOnly !== undefined
		};
		const outcome = await act(event, activities.defineDocumentKind, input, fields);
		return outcome.ok ? { added: true } : outcome.failure;
	},
	remove: async (event) => {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, activities.removeDocumentKind, { id });
		return outcome.ok ? { added: true } : outcome.failure;
	},
	remind: async (event) => {
		const outcome = await act(event, activities.remindDocuments, {});
		return outcome.ok ? { sent: outcome.result.sent } : outcome.failure;
	}
};
