import { inEachAssociation } from '#platform/server/in-each-association.ts';
import type { Job } from '#platform/server/module.ts';
import { perform } from '#platform/server/perform.ts';
import { sendReminders } from './send-reminders.ts';

/** Every morning, the reminders of each association. */
export const remindEverywhere: Job = {
	name: 'membership.remind-everywhere',
	cron: '15 8 * * *',
	run: () =>
		inEachAssociation(async (caller) => {
			while ((await perform(sendReminders, caller, {})).more);
		})
};
