import { membership } from '#modules/membership/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	list: await read(event, membership.listRenewals, {
		cursor: event.url.searchParams.get('cursor') ?? undefined
	})
});

export const actions: Actions = {
	undo: async (event) => {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, membership.undoRenewal, { id });
		return outcome.ok ? { undone: outcome.result } : outcome.failure;
	}
};
