import { sql } from 'kysely';
import { formatDay, type Day } from '#shared/day.ts';
import { m } from '#i18n';
import { addressOf } from '#platform/server/identity/links.ts';
import { queueMail } from '#platform/server/mail.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { peoplePolicy } from '../policy.ts';

/** Writes to everybody who may undo it that somebody leaves. */
export async function tellOffice(
	{ tx, association }: OperationContext,
	{ name, leftOn, reason }: { name: string; leftOn: Day; reason: string | null }
): Promise<void> {
	const writers = peoplePolicy.find(({ permission }) => permission === 'people.write')?.roles ?? [];
	const { rows } = await sql<{ email: string }>`
		SELECT a.email FROM platform.known_account a WHERE a.role = ANY(${writers}::text[])
		ORDER BY a.account_id LIMIT 100`.execute(tx);
	const options = { locale: 'fr' } as const;
	const words = {
		name,
		association: association.name,
		day: formatDay(leftOn),
		link: addressOf(`/${association.slug}/people/departures`)
	};
	const text = reason
		? m.people_mail_leaving_reason({ ...words, reason }, options)
		: m.people_mail_leaving(words, options);
	const subject = m.people_mail_leaving_subject(words, options);
	for (const { email } of rows) {
		await queueMail(tx, association.id, { recipient: email, subject, text });
	}
}
