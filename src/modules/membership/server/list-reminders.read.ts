import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { isId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { dayView } from './fields.ts';

const sentReminder = z.object({
	id: z.uuid(),
	personId: z.uuid(),
	personName: z.string(),
	recipient: z.string(),
	subject: z.string(),
	targetDay: dayView,
	sentAt: z.string()
});

export const listReminders = defineOperation({
	name: 'membership.list-reminders',
	summary:
		'Lists the reminders that were sent, the latest first, and the people not to be reminded.',
	permission: 'membership.remind',
	kind: 'query',
	http: { method: 'get', path: '/membership/reminders' },
	input: z.strictObject({
		personId: z.uuid().optional(),
		cursor: z.string().max(40).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		reminders: z.array(sentReminder),
		next: z.string().nullable(),
		/** At most two hundred. */
		stopped: z.array(z.object({ personId: z.uuid(), personName: z.string() }))
	}),
	async run({ tx }, { personId, cursor, limit }) {
		if (cursor !== undefined && !isId(cursor)) {
			throw refuseField('cursor', 'membership.cursor-unreadable');
		}
		const ofPerson = personId ? sql`s.person_id = ${personId}` : sql`true`;
		const after = cursor ? sql`s.id < ${cursor}` : sql`true`;
		const { rows } = await sql<Omit<z.output<typeof sentReminder>, 'sentAt'> & { sentAt: Date }>`
			SELECT s.id, s.person_id AS "personId", p.display_name AS "personName", s.recipient, s.subject,
				s.target_day AS "targetDay", s.sent_at AS "sentAt"
			FROM membership.reminder s
			JOIN people.person_summary p ON p.association_id = s.association_id AND p.id = s.person_id
			WHERE ${ofPerson} AND ${after} ORDER BY s.id DESC LIMIT ${limit + 1}`.execute(tx);
		const { rows: stopped } = await sql<{ personId: string; personName: string }>`
			SELECT s.person_id AS "personId", p.display_name AS "personName" FROM membership.reminder_stop s
			JOIN people.person_summary p ON p.association_id = s.association_id AND p.id = s.person_id
			WHERE ${ofPerson} ORDER BY p.display_name, p.id LIMIT 200`.execute(tx);
		const shown = rows.slice(0, limit);
		return {
			reminders: shown.map((row) => ({ ...row, sentAt: row.sentAt.toISOString() })),
			next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
			stopped
		};
	}
});
