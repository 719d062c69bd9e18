import { isSeason } from '#modules/activities/index.ts';
import { activities } from '#modules/activities/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const asked = event.url.searchParams.get('season') ?? '';
	const season = isSeason(asked) ? asked : undefined;
	const figures = await read(event, activities.seasonStatistics, { season });
	return { figures, mayWrite: callerOf(event).actor.permissions.has('activities.write') };
};

export const actions: Actions = {
	copy: async (event) => {
		const { from } = readFields(await event.request.formData());
		const outcome = await act(event, activities.copySeason, { from });
		return outcome.ok ? outcome.result : outcome.failure;
	}
};
