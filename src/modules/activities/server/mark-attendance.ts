import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, type Fault } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation, type Tx } from '#platform/server/operation.ts';
import { ATTENDANCE_STATES, type AttendanceState } from '../domain/places.ts';
import { isTeacher } from './activity-row.ts';

export const markAttendance = defineOperation({
	name: 'activities.mark-attendance',
	summary:
		'Marks who came to a session. May be sent twice and late, from a telephone that was offline: for each person the last tap holds.',
	permission: 'activities.self',
	kind: 'command',
	http: { method: 'put', path: '/activities/sessions/{id}/attendance' },
	input: z.strictObject({
		id: z.uuid(),
		marks: z
			.array(
				z.strictObject({
					personId: z.uuid(),
					state: z.enum(ATTENDANCE_STATES),
					/** The moment of the tap; now unless said, and never later than now. */
					markedAt: z.iso.datetime({ offset: true }).optional(),
					/** What was shown before the tap, so that what somebody else marked meanwhile is told. */
					seen: z.enum(ATTENDANCE_STATES).nullish()
				})
			)
			.min(1)
			.max(500)
	}),
	output: z.object({
		marked: z.int(),
		/** Whom somebody else marked otherwise meanwhile: what they marked, and what holds. */
		conflicts: z.array(
			z.object({
				personId: z.uuid(),
				other: z.enum(ATTENDANCE_STATES),
				holds: z.enum(ATTENDANCE_STATES)
			})
		)
	}),
	async run(context, { id, marks }) {
		const { tx, association, now, actor } = context;
		const { rows } = await sql<{ activityId: string }>`
			SELECT s.activity_id AS "activityId" FROM activities.session s WHERE s.id = ${id}`.execute(tx);
		const activityId = rows[0]?.activityId;
		const may =
			activityId !== undefined &&
			(actor.permissions.has('activities.write') || (await isTeacher(context, activityId)));
		if (!may) throw new Refusal('not-found', 'activities.session-not-found');
		const { rows: registered } = await sql<{ personId: string }>`
			SELECT r.person_id AS "personId" FROM activities.registration r
			WHERE r.activity_id = ${activityId} AND r.state = 'registered'`.execute(tx);
		refuseStrangers(marks, new Set(registered.map(({ personId }) => personId)));
		const held = await marksHeld(tx, id);
		const conflicts: Conflict[] = [];
		for (const { personId, state, markedAt, seen } of marks) {
			const tapped = markedAt ? new Date(markedAt) : now;
			const other = held.get(personId);
			if (other && other.state !== state) {
				const isLater = other.markedAt > (tapped < now ? tapped : now);
				if (isLater || (seen !== undefined && other.state !== seen)) {
					const holds = isLater ? other.state : state;
					conflicts.push({ personId, other: other.state, holds });
				}
			}
			await sql`
				INSERT INTO activities.attendance (association_id, id, session_id, person_id, state, marked_at)
				VALUES (${association.id}, ${newId()}, ${id}, ${personId}, ${state}, ${tapped < now ? tapped : now})
				ON CONFLICT ON CONSTRAINT attendance_once DO UPDATE
				SET state = excluded.state, marked_at = excluded.marked_at
				WHERE activities.attendance.marked_at <= excluded.marked_at`.execute(tx);
		}
		context.about('session', id, { marked: marks.length });
		return { marked: marks.length, conflicts };
	}
});

interface Conflict {
	readonly personId: string;
	readonly other: AttendanceState;
	readonly holds: AttendanceState;
}

/** What is marked already, held until the end: whoever marks at the same time waits. */
async function marksHeld(tx: Tx, sessionId: string) {
	const { rows } = await sql<{ personId: string; state: AttendanceState; markedAt: Date }>`
		SELECT a.person_id AS "personId", a.state, a.marked_at AS "markedAt"
		FROM activities.attendance a WHERE a.session_id = ${sessionId}
		ORDER BY a.person_id FOR UPDATE`.execute(tx);
	return new Map(rows.map((row) => [row.personId, row]));
}

function refuseStrangers(
	marks: readonly { personId: string }[],
	registered: ReadonlySet<string>
): void {
	const faults = marks.flatMap(({ personId }, index): Fault[] =>
		registered.has(personId)
			? []
			: [{ path: `marks.${index}.personId`, code: 'activities.not-registered' }]
	);
	const [first] = faults;
	if (first) throw new Refusal('conflict', first.code, {}, faults);
}
