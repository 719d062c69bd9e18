import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { getPerson } from '#modules/people/server/index.ts';

export const keepPerson = defineOperation({
	name: 'privacy.keep-person',
	summary: 'Keeps the record of a former member all the same, with the reason.',
	permission: 'privacy.manage',
	kind: 'command',
	http: { method: 'put', path: '/privacy/kept/{personId}' },
	input: z.strictObject({ personId: z.uuid(), reason: z.string().trim().min(1).max(300) }),
	output: z.object({ kept: z.literal(true) }),
	/** @throws {Refusal} `people.person-not-found` */
	async run(context, { personId, reason }) {
		const { tx, association, actor, now } = context;
		await getPerson(context, personId);
		await sql`
			INSERT INTO privacy.kept (association_id, id, person_id, reason, kept_at, kept_by)
			VALUES (${association.id}, ${newId()}, ${personId}, ${reason}, ${now}, ${actor.accountId})
			ON CONFLICT (association_id, person_id) DO UPDATE
			SET reason = excluded.reason, kept_at = excluded.kept_at, kept_by = excluded.kept_by`.execute(tx);
		context.about('person', personId);
		return { kept: true as const };
	}
});

export const releasePerson = defineOperation({
	name: 'privacy.release-person',
	summary: 'Lets the record of a former member be proposed for anonymising again.',
	permission: 'privacy.manage',
	kind: 'command',
	http: { method: 'delete', path: '/privacy/kept/{personId}' },
	input: z.strictObject({ personId: z.uuid() }),
	output: z.object({ kept: z.literal(false) }),
	async run({ tx, about }, { personId }) {
		await sql`DELETE FROM privacy.kept k WHERE k.person_id = ${personId}`.execute(tx);
		about('person', personId);
		return { kept: false as const };
	}
});
