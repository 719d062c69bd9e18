import { membership } from '#modules/membership/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const cursor = event.url.searchParams.get('cursor') ?? undefined;
	const [{ rules }, { reminders }, journal] = await Promise.all([
		read(event, membership.listReminderRules, {}),
		read(event, membership.previewReminders, {}),
		read(event, membership.listReminders, { cursor })
	]);
	return { rules, waiting: reminders, journal };
};

export const actions: Actions = {
	send: async (event) => {
		const outcome = await act(event, membership.sendReminders, {});
		return outcome.ok ? { sent: outcome.result.sent } : outcome.failure;
	},
	stop: async (event) => {
		const { person } = readFields(await event.request.formData());
		const input = { personId: person, stopped: true };
		const outcome = await act(event, membership.stopReminders, input);
		return outcome.ok ? { stopped: true } : outcome.failure;
	},
	resume: async (event) => {
		const { person } = readFields(await event.request.formData());
		const input = { personId: person, stopped: false };
		const outcome = await act(event, membership.stopReminders, input);
		return outcome.ok ? { stopped: false } : outcome.failure;
	}
};
