import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { queueMail } from '#platform/server/mail.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { getPerson, householdOf, personsByIds } from '#modules/people/server/index.ts';

export interface WrittenTo {
	readonly name: string;
	readonly email: string;
	readonly locale: Locale;
}

/** Where a person is written to: their address, or that of who pays for their household; nowhere without one. */
export async function writtenTo(
	context: OperationContext,
	personId: string
): Promise<WrittenTo | undefined> {
	const person = await getPerson(context, personId);
	const locale: Locale = person.language === 'en' ? 'en' : 'fr';
	const { displayName: name } = person;
	if (person.email) return { name, email: person.email, locale };
	const payerId = (await householdOf(context, personId))?.billingPersonId;
	const payer = payerId ? (await personsByIds(context, [payerId])).get(payerId) : undefined;
	return payer?.email && !payer.archived ? { name, email: payer.email, locale } : undefined;
}

/** Tells somebody who waited that they have a place. */
export async function tellPlace(
	context: OperationContext,
	activity: string,
	personId: string
): Promise<void> {
	const person = await writtenTo(context, personId);
	if (!person) return;
	const { tx, association } = context;
	const { name, email: recipient, locale } = person;
	const words = { name, activity, association: association.name };
	await queueMail(tx, association.id, {
		recipient,
		subject: m.activities_mail_place_subject(words, { locale }),
		text: m.activities_mail_place_text(words, { locale })
	});
}
