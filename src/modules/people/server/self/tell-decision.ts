import { sql } from 'kysely';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { queueMail } from '#platform/server/mail.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { customLabel } from '#modules/people/domain/custom/custom-field.ts';
import { customFields } from '../custom/field-row.ts';
import { fieldLabel } from '../labels.ts';
import type { Correction } from './correction-row.ts';

/** Tells by mail whoever asked for a correction what became of it; nobody when they have no address. */
export async function tellDecision(
	{ tx, association }: OperationContext,
	{ personId, accountId, changes }: Pick<Correction, 'personId' | 'accountId' | 'changes'>,
	reason: string | null
): Promise<void> {
	const { rows } = await sql<{ name: string; language: string | null; recipient: string | null }>`
		SELECT p.display_name AS name, p.language, coalesce(a.email, p.email) AS recipient
		FROM people.person p
		LEFT JOIN platform.known_account a
			ON a.association_id = p.association_id AND a.account_id = ${accountId}
		WHERE p.id = ${personId}`.execute(tx);
	const [person] = rows;
	if (!person?.recipient) return;
	const locale: Locale = person.language === 'en' ? 'en' : 'fr';
	const own = new Map((await customFields(tx)).map((field) => [`custom.${field.key}`, field]));
	const labels = Object.keys(changes).map((name) => {
		const field = own.get(name);
		return field ? customLabel(field, locale) : fieldLabel(name, locale);
	});
	const { name } = person;
	const fields = new Intl.ListFormat(locale).format(labels);
	const words = { association: association.name, name, fields };
	const subject = m.people_mail_correction_subject(words, { locale });
	const text =
		reason === null
			? m.people_mail_correction_accepted(words, { locale })
			: m.people_mail_correction_refused({ ...words, reason }, { locale });
	await queueMail(tx, association.id, { recipient: person.recipient, subject, text });
}
