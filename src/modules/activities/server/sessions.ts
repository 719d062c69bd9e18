import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, toFrenchDay } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { lockActivity } from './activity-row.ts';
import { dayField, hourField } from './fields.ts';

const DAYS_OF_WEEK = 7;

export const addSessions = defineOperation({
	name: 'activities.add-sessions',
	summary: 'Adds a session to an activity, or one every week so many times.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'post', path: '/activities/{id}/sessions', success: 201 },
	input: z.strictObject({
		id: z.uuid(),
		day: dayField,
		startsAt: hourField,
		endsAt: hourField,
		/** How many weeks; the day itself is the first. */
		weeks: z.int('activities.weeks-unreadable').min(1).max(60).default(1)
	}),
	output: z.object({ sessionIds: z.array(z.uuid()) }),
	async run(context, { id, day, startsAt, endsAt, weeks }) {
		const { tx, association } = context;
		if (endsAt <= startsAt) throw refuseField('endsAt', 'activities.hours-reversed');
		await lockActivity(tx, id);
		const sessionIds: string[] = [];
		for (let week = 0; week < weeks; week += 1) {
			const sessionId = newId();
			const on = addDays(day, week * DAYS_OF_WEEK);
			await sql`
				INSERT INTO activities.session (association_id, id, activity_id, day, starts_at, ends_at)
				VALUES (${association.id}, ${sessionId}, ${id}, ${on}, ${startsAt}, ${endsAt})`
				.execute(tx)
				.catch((error: { constraint?: string }) => {
					if (error.constraint !== 'session_once') throw error;
					const parameters = { day: toFrenchDay(on), hour: startsAt };
					throw new Refusal('conflict', 'activities.session-twice', parameters);
				});
			sessionIds.push(sessionId);
		}
		context.about('activity', id, { sessions: weeks });
		return { sessionIds };
	}
});

export const removeSession = defineOperation({
	name: 'activities.remove-session',
	summary: 'Takes a session away, unless somebody was marked present.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'delete', path: '/activities/sessions/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ removed: z.literal(true) }),
	async run({ tx, about }, { id }) {
		const { rows } = await sql<{ present: number }>`
			SELECT (SELECT count(*) FROM activities.attendance t
				WHERE t.session_id = s.id AND t.state = 'present') AS present
			FROM activities.session s WHERE s.id = ${id} FOR UPDATE`.execute(tx);
		const [session] = rows;
		if (!session) throw new Refusal('not-found', 'activities.session-not-found');
		const { present } = session;
		if (present > 0) throw new Refusal('conflict', 'activities.session-held', { present });
		await sql`DELETE FROM activities.session s WHERE s.id = ${id}`.execute(tx);
		about('session', id);
		return { removed: true as const };
	}
});
