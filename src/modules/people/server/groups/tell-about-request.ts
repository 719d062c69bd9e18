import { sql } from 'kysely';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { queueMail } from '#platform/server/mail.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { PersonRow } from '../person-row.ts';
import type { GroupRow } from './group-row.ts';

const localeOf = (language: string | null): Locale => (language === 'en' ? 'en' : 'fr');

/** Tells by mail those who lead the group, or one above it, that somebody asks to enter it. */
export async function tellLeaders(
	{ tx, association }: OperationContext,
	group: GroupRow,
	person: PersonRow
): Promise<void> {
	const { rows } = await sql<{ recipient: string; language: string | null }>`
		WITH RECURSIVE above AS (
			SELECT ${group.id}::uuid AS id
			UNION
			SELECT g.parent_id FROM people.person_group g JOIN above a ON g.id = a.id
		)
		SELECT DISTINCT p.email AS recipient, p.language FROM people.group_leader l
		JOIN people.person p ON p.association_id = l.association_id AND p.id = l.person_id
		WHERE l.group_id IN (SELECT id FROM above) AND NOT p.archived
			AND p.email IS NOT NULL`.execute(tx);
	for (const { recipient, language } of rows) {
		const words = { association: association.name, group: group.name, name: person.displayName };
		const locale = localeOf(language);
		await queueMail(tx, association.id, {
			recipient,
			subject: m.people_mail_request_subject(words, { locale }),
			text: m.people_mail_request(words, { locale })
		});
	}
}

/** Tells whoever asked what was decided; nobody when they have no address. */
export async function tellDecision(
	{ tx, association }: OperationContext,
	group: GroupRow,
	{ email, language, displayName }: PersonRow,
	accepted: boolean
): Promise<void> {
	if (email === null) return;
	const words = { association: association.name, group: group.name, name: displayName };
	const locale = localeOf(language);
	const text = accepted ? m.people_mail_request_accepted : m.people_mail_request_refused;
	await queueMail(tx, association.id, {
		recipient: email,
		subject: m.people_mail_request_decided_subject(words, { locale }),
		text: text(words, { locale })
	});
}
