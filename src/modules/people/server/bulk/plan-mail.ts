import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { fillWords, unknownWord } from '#modules/people/domain/bulk/mail-words.ts';
import { addressedAs } from '#modules/people/domain/honorific.ts';
import { emailKey } from '#modules/people/domain/email.ts';
import { selection } from '../find/selection.ts';
import type { PersonRow } from '../person-row.ts';
import { peopleOf, type LeftOut } from './bulk-change.ts';

/** A mail to the people of a selection. */
export const manyMail = z.strictObject({
	selection,
	/** May say `{prénom}` and the other fields of `MAIL_WORDS`, like the text. */
	subject: z.string().trim().min(1).max(200),
	text: z.string().trim().min(1).max(20_000),
	/**
	 * `service`: what the association has to tell its members (a meeting, a fee). `news`: whoever said no to
	 * news is left out (GDPR article 21).
	 */
	purpose: z.enum(['news', 'service']).default('news')
});
export type ManyMail = z.output<typeof manyMail>;

interface Mail {
	readonly recipient: string;
	readonly subject: string;
	readonly text: string;
	readonly personIds: readonly string[];
}

interface MailPlan {
	readonly total: number;
	readonly mails: readonly Mail[];
	readonly leftOut: readonly LeftOut[];
}

/**
 * One mail for each address, whoever shares it; who has none, said no or is archived is left out.
 * @throws {Refusal} `people.mail-word-unknown`, `platform.not-allowed`, those of `selectionOf`
 */
export async function planMail(context: OperationContext, mail: ManyMail): Promise<MailPlan> {
	const { subject, text, purpose } = mail;
	for (const [path, words] of Object.entries({ subject, text })) {
		const word = unknownWord(words);
		if (word !== undefined) throw refuseField(path, 'people.mail-word-unknown', { word });
	}
	const people = await peopleOf(context, mail.selection, false);
	const refusing = purpose === 'news' ? await refusingNews(context.tx, people) : new Set<string>();
	const leftOut: LeftOut[] = [];
	const byAddress = new Map<string, PersonRow[]>();
	for (const person of people) {
		const reason =
			person.archivedAt !== null
				? 'archived'
				: person.email === null
					? 'no-email'
					: refusing.has(person.id)
						? 'refused'
						: undefined;
		if (reason) leftOut.push({ id: person.id, name: person.displayName, reason });
		else {
			const address = emailKey(person.email ?? '');
			byAddress.set(address, [...(byAddress.get(address) ?? []), person]);
		}
	}
	const mails = [...byAddress.values()].map((sharing) => write(context, mail, sharing));
	return { total: people.length, mails, leftOut };
}

function write(
	{ association, actor }: OperationContext,
	{ subject, text }: ManyMail,
	sharing: readonly PersonRow[]
): Mail {
	const list = new Intl.ListFormat(actor.locale);
	const said = (of: (person: PersonRow) => string | null) =>
		list.format(new Set(sharing.map(of).filter((one) => one !== null)));
	const words = {
		civilité:
			said(({ honorific }) => honorific && addressedAs(honorific, actor.locale)) ||
			addressedAs(null, actor.locale),
		prénom: list.format(sharing.map((person) => person.firstName ?? person.displayName)),
		nom: list.format(sharing.map((person) => person.displayName)),
		numéro: said(({ number }) => number),
		ville: said(({ city }) => city),
		association: association.name
	};
	return {
		recipient: sharing[0]?.email ?? '',
		subject: fillWords(subject, words),
		text: fillWords(text, words),
		personIds: sharing.map(({ id }) => id)
	};
}

/** Those whose last answer about news is no. */
async function refusingNews(tx: Tx, people: readonly PersonRow[]): Promise<ReadonlySet<string>> {
	const { rows } = await sql<{ id: string; given: boolean }>`
		SELECT DISTINCT ON (c.person_id) c.person_id AS id, c.given
		FROM people.consent c
		WHERE c.purpose = 'newsletter' AND c.person_id = ANY(${people.map(({ id }) => id)}::uuid[])
		ORDER BY c.person_id, c.id DESC`.execute(tx);
	return new Set(rows.filter(({ given }) => !given).map(({ id }) => id));
}
