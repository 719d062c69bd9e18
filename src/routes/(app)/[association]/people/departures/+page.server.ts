import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const cursor = event.url.searchParams.get('cursor') ?? undefined;
	const { rows, nextCursor } = await read(event, people.listDepartures, { limit: 50, cursor });
	return { departures: rows, nextCursor };
};

export const actions: Actions = {
	async undo(event) {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, people.undoDeparture, { id });
		return outcome.ok ? { undone: true } : outcome.failure;
	}
};
