import { redirect } from '@sveltejs/kit';
import { membership } from '#modules/membership/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	collection: await read(event, membership.getCollection, { id: event.params.collection })
});

export const actions: Actions = {
	undo: async (event) => {
		const outcome = await act(event, membership.cancelCollection, { id: event.params.collection });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership`);
	},
	cancel: async (event) => {
		const { id, reason } = readFields(await event.request.formData());
		const outcome = await act(event, membership.cancelPayment, { id, reason }, { id });
		return outcome.ok ? { cancelled: id } : outcome.failure;
	}
};
