import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { checkMergeFields } from '../domain/merge-fields.ts';

const ruleFields = {
	/** The day that dues are owed, by instalments too; or the end of a membership that has no successor. */
	about: z.enum(['due', 'end']),
	/** Days after that day; before it when negative. */
	days: z.int('membership.days-unreadable').min(-180).max(365),
	/** May hold `{nom}`, `{montant}`, `{cotisation}`, `{date}`, `{association}`. */
	subject: z.string().trim().min(1).max(150),
	body: z.string().trim().min(1).max(5000)
};

const rule = z.object({ ...ruleFields, id: z.uuid(), sent: z.int() });
export type ReminderRule = z.output<typeof rule>;

export const listReminderRules = defineOperation({
	name: 'membership.list-reminder-rules',
	summary: 'Lists what is written to members, and when.',
	permission: 'membership.remind',
	kind: 'query',
	http: { method: 'get', path: '/membership/reminder-rules' },
	input: z.strictObject({}),
	output: z.object({
		/** In the order of their days; at most a hundred. */
		rules: z.array(rule)
	}),
	async run({ tx }) {
		const { rows } = await sql<ReminderRule>`
			SELECT r.id, r.about, r.days, r.subject, r.body, (
				SELECT count(*) FROM membership.reminder s
				WHERE s.association_id = r.association_id AND s.rule_id = r.id) AS sent
			FROM membership.reminder_rule r WHERE r.removed_at IS NULL
			ORDER BY r.about, r.days LIMIT 100`.execute(tx);
		return { rules: rows };
	}
});

export const defineReminder = defineOperation({
	name: 'membership.define-reminder',
	summary: 'Says what is written to members so many days before or after dues are owed or end.',
	permission: 'membership.remind',
	kind: 'command',
	http: { method: 'post', path: '/membership/reminder-rules', success: 201 },
	input: z.strictObject(ruleFields),
	output: z.object({ id: z.uuid() }),
	async run({ tx, association, now, about: tell }, input) {
		check(input);
		const { about, days, subject, body } = input;
		const id = newId();
		await sql`
			INSERT INTO membership.reminder_rule (association_id, id, about, days, subject, body, created_at)
			VALUES (${association.id}, ${id}, ${about}, ${days}, ${subject}, ${body}, ${now})`
			.execute(tx)
			.catch(refuseTaken);
		tell('reminder', id, { about, days });
		return { id };
	}
});

export const editReminder = defineOperation({
	name: 'membership.edit-reminder',
	summary: 'Changes what a reminder says or when it leaves; what it sent is not sent again.',
	permission: 'membership.remind',
	kind: 'command',
	http: { method: 'put', path: '/membership/reminder-rules/{id}' },
	input: z.strictObject({ ...ruleFields, id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	async run({ tx, about: tell }, input) {
		check(input);
		const { id, about, days, subject, body } = input;
		await findRule(tx, id);
		await sql`
			UPDATE membership.reminder_rule r SET about = ${about}, days = ${days}, subject = ${subject},
				body = ${body} WHERE r.id = ${id}`
			.execute(tx)
			.catch(refuseTaken);
		tell('reminder', id, { about, days });
		return { id };
	}
});

export const removeReminder = defineOperation({
	name: 'membership.remove-reminder',
	summary: 'Sends a reminder no more; what it sent stays in the journal.',
	permission: 'membership.remind',
	kind: 'command',
	http: { method: 'delete', path: '/membership/reminder-rules/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ removed: z.literal(true) }),
	async run({ tx, now, about }, { id }) {
		await findRule(tx, id);
		await sql`
			UPDATE membership.reminder_rule r SET removed_at = ${now} WHERE r.id = ${id}`.execute(tx);
		about('reminder', id);
		return { removed: true as const };
	}
});

function check({ subject, body }: { subject: string; body: string }): void {
	checkMergeFields(subject, 'subject');
	checkMergeFields(body, 'body');
}

async function findRule(tx: Tx, id: string): Promise<void> {
	const { rows } = await sql`
		SELECT FROM membership.reminder_rule r
		WHERE r.id = ${id} AND r.removed_at IS NULL FOR UPDATE`.execute(tx);
	if (rows.length === 0) throw new Refusal('not-found', 'membership.reminder-not-found');
}

function refuseTaken(error: { constraint?: string }): never {
	if (error.constraint !== 'reminder_rule_moment') throw error;
	const fault = { path: 'days', code: 'membership.reminder-moment-taken' };
	throw new Refusal('conflict', fault.code, {}, [fault]);
}
