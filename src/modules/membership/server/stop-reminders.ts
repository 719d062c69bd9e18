import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { personsToEnrol } from './persons-to-enrol.ts';

export const stopReminders = defineOperation({
	name: 'membership.stop-reminders',
	summary: 'Reminds a person of nothing any more, or does so again.',
	permission: 'membership.remind',
	kind: 'command',
	http: { method: 'put', path: '/membership/persons/{personId}/reminder-stop' },
	input: z.strictObject({ personId: z.uuid(), stopped: z.boolean() }),
	output: z.object({ stopped: z.boolean() }),
	async run(context, { personId, stopped }) {
		const { tx, association, actor, now } = context;
		await personsToEnrol(context, [personId], () => 'personId');
		if (stopped) {
			await sql`
				INSERT INTO membership.reminder_stop (association_id, id, person_id, stopped_at, stopped_by)
				VALUES (${association.id}, ${newId()}, ${personId}, ${now}, ${actor.accountId})
				ON CONFLICT (association_id, person_id) DO NOTHING`.execute(tx);
		} else {
			await sql`DELETE FROM membership.reminder_stop s WHERE s.person_id = ${personId}`.execute(tx);
		}
		context.about('person', personId, { stopped });
		return { stopped };
	}
});
