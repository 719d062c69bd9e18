import { redirect } from '@sveltejs/kit';
import { membership } from '#modules/membership/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { readReminder } from '../reminder-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await read(event, membership.listReminderRules, {});
};

export const actions: Actions = {
	default: async (event) => {
		const { values, input } = readReminder(await event.request.formData());
		const outcome = await act(event, membership.defineReminder, input, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/reminders`);
	}
};
