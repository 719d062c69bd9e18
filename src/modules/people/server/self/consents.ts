import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { ConsentPurpose } from '#modules/people/domain/consent.ts';
import { CONSENT_PURPOSES, CONSENT_VERSION } from '#modules/people/domain/consent.ts';
import type { PersonRow } from '../person-row.ts';
import { loadPerson, lockPerson } from '../person-row.ts';
import { updatePeople } from '../write-people.ts';
import { allowOwn } from './own-person.ts';

const WORDINGS = {
	newsletter: m.people_consent_newsletter,
	image: m.people_consent_image,
	directory: m.people_consent_directory
} as const;

const consent = z.object({
	purpose: z.enum(CONSENT_PURPOSES),
	given: z.boolean(),
	/** The last answer; `null` when nobody has been asked, or when the record was changed since by hand. */
	at: z.date().nullable(),
	/** Version of the words that were read. */
	textVersion: z.int().nullable(),
	/** The words as they are asked today, in the reader’s language. */
	wording: z.string()
});
const output = z.object({ consents: z.array(consent) });

interface Answer {
	readonly purpose: ConsentPurpose;
	readonly given: boolean;
	readonly at: Date;
	readonly textVersion: number;
}

export const listConsents = defineOperation({
	name: 'people.list-consents',
	summary: 'Tells what a person agrees to, since when, and in answer to which words.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/persons/{id}/consents' },
	input: z.strictObject({ id: z.uuid() }),
	output,
	async run(context, { id }) {
		await allowOwn(context, id, 'people.read');
		const person = await loadPerson(context.tx, id);
		return { consents: await consentsOf(context, person) };
	}
});

export const setConsents = defineOperation({
	name: 'people.set-consents',
	summary: 'Notes what a person agrees to or no longer does; each answer is kept with its words.',
	permission: 'people.self',
	kind: 'command',
	http: { method: 'put', path: '/persons/{id}/consents' },
	input: z.strictObject({
		id: z.uuid(),
		newsletter: z.boolean().optional(),
		image: z.boolean().optional(),
		directory: z.boolean().optional()
	}),
	output,
	/** @throws {Refusal} `people.person-not-found` for anybody else’s, unless one writes the records. */
	async run(context, { id, ...answers }) {
		await allowOwn(context, id, 'people.write');
		const person = await lockPerson(context.tx, id);
		const before = await consentsOf(context, person);
		const said = before.filter(({ purpose, given, at }) => {
			const answer = answers[purpose];
			return answer !== undefined && (answer !== given || at === null);
		});
		for (const { purpose, wording } of said) {
			await writeAnswer(context, id, { purpose, given: answers[purpose] === true, wording });
		}
		await followNewsletter(context, person, answers.newsletter);
		context.about('person', id, { consents: said.map(({ purpose }) => purpose) });
		const { newsletter = person.newsletter } = answers;
		return { consents: await consentsOf(context, { ...person, newsletter }) };
	}
});

/** The newsletter stands on the record too, where lists and exports read it. */
async function followNewsletter(
	context: OperationContext,
	person: PersonRow,
	newsletter: boolean | undefined
) {
	if (newsletter === undefined || newsletter === person.newsletter) return;
	const { id, version } = person;
	const changes = { newsletter: [person.newsletter, newsletter] as const };
	await updatePeople(context, [{ id, version, person: { ...person, newsletter }, changes }]);
	await context.announce('people.person-edited', { personId: id, fields: ['newsletter'] });
}

async function writeAnswer(
	{ tx, association, actor, now }: OperationContext,
	personId: string,
	answer: { readonly purpose: ConsentPurpose; readonly given: boolean; readonly wording: string }
) {
	const { purpose, given, wording } = answer;
	await sql`
		INSERT INTO people.consent
			(association_id, id, person_id, purpose, given, text_version, wording, at, account_id)
		VALUES (${association.id}, ${newId()}, ${personId}, ${purpose}, ${given},
			${CONSENT_VERSION[purpose]}, ${wording}, ${now}, ${actor.accountId})`.execute(tx);
}

async function consentsOf(
	{ tx, association, actor }: OperationContext,
	{ id, newsletter }: PersonRow
): Promise<z.output<typeof consent>[]> {
	const answers = await lastAnswers(tx, id);
	return CONSENT_PURPOSES.map((purpose) => {
		const last = answers.get(purpose);
		const given = purpose === 'newsletter' ? newsletter : (last?.given ?? false);
		const stands = last?.given === given ? last : undefined;
		return {
			purpose,
			given,
			at: stands?.at ?? null,
			textVersion: stands?.textVersion ?? null,
			wording: wordingOf(purpose, association.name, actor.locale)
		};
	});
}

async function lastAnswers(tx: Tx, id: string): Promise<ReadonlyMap<ConsentPurpose, Answer>> {
	const { rows } = await sql<Answer>`
		SELECT DISTINCT ON (c.purpose) c.purpose, c.given, c.at, c.text_version AS "textVersion"
		FROM people.consent c WHERE c.person_id = ${id}
		ORDER BY c.purpose, c.id DESC`.execute(tx);
	return new Map(rows.map((row) => [row.purpose, row]));
}

function wordingOf(purpose: ConsentPurpose, association: string, locale: Locale): string {
	return WORDINGS[purpose]({ association }, { locale });
}
