import { sql } from 'kysely';
import { z } from 'zod';
import { formatDay } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { formatCents } from '#shared/money.ts';
import { queueMail } from '#platform/server/mail.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { addressedAs } from '#modules/people/index.ts';
import { merge } from '../domain/merge-fields.ts';
import { nameWithSeason } from '../domain/validity.ts';
import { dayView } from './fields.ts';
import { remindersDue, type ReminderDue } from './reminders-due.sql.ts';

const AT_ONCE = 500;
const SHOWN = 200;

export const previewReminders = defineOperation({
	name: 'membership.preview-reminders',
	summary: 'Says what send-reminders would send now, and sends nothing.',
	permission: 'membership.remind',
	kind: 'query',
	http: { method: 'get', path: '/membership/reminder-previews' },
	input: z.strictObject({}),
	output: z.object({
		/** At most two hundred; those without an address last. */
		reminders: z.array(
			z.object({
				personId: z.uuid(),
				personName: z.string(),
				/** Nobody can be written to without one. */
				recipient: z.string().nullable(),
				subject: z.string(),
				text: z.string(),
				targetDay: dayView,
				amountCents: z.int()
			})
		)
	}),
	async run(context) {
		const due = await remindersDue(context.tx, context.today, SHOWN);
		const reminders = due.map((one) => {
			const { personId, personName, email, targetDay, amountCents } = one;
			return {
				personId,
				personName,
				recipient: email,
				targetDay,
				amountCents,
				...written(context, one)
			};
		});
		return { reminders };
	}
});

export const sendReminders = defineOperation({
	name: 'membership.send-reminders',
	summary:
		'Puts in the mail the reminders whose day has come, each once; up to five hundred, and says how many are left.',
	permission: 'membership.remind',
	kind: 'command',
	http: { method: 'post', path: '/membership/reminders' },
	input: z.strictObject({}),
	output: z.object({
		sent: z.int(),
		/** People who have no address. */
		withoutAddress: z.int(),
		more: z.boolean()
	}),
	async run(context) {
		const due = await remindersDue(context.tx, context.today, AT_ONCE);
		let sent = 0;
		for (const one of due) {
			if (one.email && (await send(context, one, one.email))) sent += 1;
		}
		const withoutAddress = due.filter(({ email }) => email === null).length;
		context.about('reminders', context.association.id, { sent, withoutAddress });
		return { sent, withoutAddress, more: due.length === AT_ONCE && sent > 0 };
	}
});

function written({ association, actor: { locale } }: OperationContext, due: ReminderDue) {
	const values = {
		honorific: addressedAs(due.honorific, locale),
		name: due.personName,
		amount: formatCents(due.amountCents, locale),
		fee: nameWithSeason(due.feeName, due.season),
		day: formatDay(due.targetDay, locale),
		association: association.name
	};
	return { subject: merge(due.subject, values), text: merge(due.body, values) };
}

/** The row comes first: whoever sends at the same time finds it, and sends nothing. */
async function send(
	context: OperationContext,
	due: ReminderDue,
	recipient: string
): Promise<boolean> {
	const { tx, association, now } = context;
	const { subject, text } = written(context, due);
	const { rows } = await sql`
		INSERT INTO membership.reminder (association_id, id, rule_id, membership_id, person_id, target_day,
			recipient, subject, sent_at)
		VALUES (${association.id}, ${newId()}, ${due.ruleId}, ${due.membershipId}, ${due.personId},
			${due.targetDay}::date, ${recipient}, ${subject}, ${now})
		ON CONFLICT ON CONSTRAINT reminder_once DO NOTHING RETURNING id`.execute(tx);
	if (rows.length === 0) return false;
	await queueMail(tx, association.id, { recipient, subject, text });
	return true;
}
