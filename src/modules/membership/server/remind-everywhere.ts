import { inHost } from '#platform/server/database/db.ts';
import { systemCaller } from '#platform/server/identity/callers.ts';
import type { Job } from '#platform/server/module.ts';
import { perform } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { sendReminders } from './send-reminders.ts';

/** Every morning, the reminders of each association; one that fails does not keep the others waiting. */
export const remindEverywhere: Job = {
	name: 'membership.remind-everywhere',
	cron: '15 8 * * *',
	async run() {
		const { db } = runtime().database;
		const callers = await inHost(db, async (tx) => {
			const associations = await tx
				.withTables<PlatformTables>()
				.selectFrom('platform.association')
				.select('id')
				.execute();
			return Promise.all(associations.map(({ id }) => systemCaller(tx, id)));
		});
		const failures: unknown[] = [];
		for (const caller of callers) {
			try {
				while ((await perform(sendReminders, caller, {})).more);
			} catch (error) {
				failures.push(error);
			}
		}
		if (failures.length > 0) throw new AggregateError(failures, 'some reminders could not be sent');
	}
};
