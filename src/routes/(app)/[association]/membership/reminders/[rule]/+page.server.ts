import { error, redirect } from '@sveltejs/kit';
import { m } from '#i18n';
import { membership } from '#modules/membership/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { readReminder } from '../reminder-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { rules } = await read(event, membership.listReminderRules, {});
	const rule = rules.find(({ id }) => id === event.params.rule);
	if (!rule) {
		error(404, m.membership_error_reminder_not_found({}, { locale: event.locals.locale }));
	}
	return {
		rule,
		values: {
			about: rule.about as string,
			days: String(Math.abs(rule.days)),
			way: rule.days < 0 ? 'before' : 'after',
			subject: rule.subject,
			body: rule.body
		}
	};
};

export const actions: Actions = {
	save: async (event) => {
		const { values, input } = readReminder(await event.request.formData());
		const edited = { id: event.params.rule, ...input };
		const outcome = await act(event, membership.editReminder, edited, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/reminders`);
	},
	remove: async (event) => {
		const outcome = await act(event, membership.removeReminder, { id: event.params.rule });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/reminders`);
	}
};
