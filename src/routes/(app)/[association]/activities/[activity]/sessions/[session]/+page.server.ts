import { activities } from '#modules/activities/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { now } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const madeAt = now().toISOString();
	return {
		madeAt,
		session: await read(event, activities.getSession, { id: event.params.session })
	};
};

export const actions: Actions = {
	mark: async (event) => {
		const { mark = '' } = readFields(await event.request.formData());
		const [personId, state] = mark.split(' ');
		const input = { id: event.params.session, marks: [{ personId, state }] };
		const outcome = await act(event, activities.markAttendance, input);
		return outcome.ok ? { done: true } : outcome.failure;
	}
};
