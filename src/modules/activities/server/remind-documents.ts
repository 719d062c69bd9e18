import { sql } from 'kysely';
import { z } from 'zod';
import { formatDay, type Day } from '#shared/day.ts';
import { m } from '#i18n';
import { inEachAssociation } from '#platform/server/in-each-association.ts';
import { queueMail } from '#platform/server/mail.ts';
import type { Job } from '#platform/server/module.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { perform } from '#platform/server/perform.ts';
import { writtenTo } from './write-to.ts';

const DAYS_BEFORE = 30;
const AT_ONCE = 500;

export const remindDocuments = defineOperation({
	name: 'activities.remind-documents',
	summary:
		'Writes to those whose document expires within thirty days, once for each, while an activity of theirs asks for it; up to five hundred.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'post', path: '/activity-document-reminders' },
	input: z.strictObject({}),
	output: z.object({
		sent: z.int(),
		/** People who have no address, nor anybody of their household who pays. */
		withoutAddress: z.int(),
		more: z.boolean()
	}),
	async run(context) {
		const { tx, association, today, now } = context;
		const { rows } = await sql<{ id: string; personId: string; kind: string; validUntil: Day }>`
			UPDATE activities.document d SET reminded_at = ${now}
			FROM activities.document_kind k
			WHERE k.association_id = d.association_id AND k.id = d.kind_id AND d.id IN (
				SELECT x.id FROM activities.document x
				WHERE x.reminded_at IS NULL
					AND x.valid_until BETWEEN ${today}::date AND ${today}::date + ${DAYS_BEFORE}::integer
					AND NOT EXISTS (SELECT FROM activities.document o
						WHERE o.association_id = x.association_id AND o.person_id = x.person_id
							AND o.kind_id = x.kind_id AND (o.valid_until IS NULL OR o.valid_until > x.valid_until))
					AND EXISTS (SELECT FROM activities.requirement q
						JOIN activities.activity a ON a.association_id = q.association_id AND a.id = q.activity_id
						JOIN activities.registration r
							ON r.association_id = a.association_id AND r.activity_id = a.id
						WHERE q.association_id = x.association_id AND q.kind_id = x.kind_id
							AND a.archived_at IS NULL AND r.person_id = x.person_id AND r.state <> 'cancelled')
				ORDER BY x.valid_until, x.id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
			RETURNING d.id, d.person_id AS "personId", k.name AS kind, d.valid_until AS "validUntil"`.execute(
			tx
		);
		let sent = 0;
		for (const { personId, kind, validUntil } of rows) {
			const person = await writtenTo(context, personId);
			if (!person) continue;
			const { name, email: recipient, locale } = person;
			const day = formatDay(validUntil, locale);
			const words = { name, document: kind, day, association: association.name };
			await queueMail(tx, association.id, {
				recipient,
				subject: m.activities_mail_expiry_subject(words, { locale }),
				text: m.activities_mail_expiry_text(words, { locale })
			});
			sent += 1;
		}
		context.about('documents', association.id, { sent });
		return { sent, withoutAddress: rows.length - sent, more: rows.length === AT_ONCE };
	}
});

/** Every morning, in each association. */
export const remindDocumentsEverywhere: Job = {
	name: 'activities.remind-documents-everywhere',
	cron: '25 8 * * *',
	run: () =>
		inEachAssociation(async (caller) => {
			while ((await perform(remindDocuments, caller, {})).more);
		})
};
