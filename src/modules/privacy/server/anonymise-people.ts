import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { forgetParticipants } from '#modules/activities/server/index.ts';
import { forgetPayers } from '#modules/membership/server/index.ts';
import { forgetPeople, holdPeople } from '#modules/people/server/index.ts';
import type { DueRow } from './due.sql.ts';
import { dueOn } from './due.sql.ts';

export const anonymisePeople = defineOperation({
	name: 'privacy.anonymise-people',
	summary:
		'Empties for good the records of former members that are kept no more; accounts stay as they are.',
	permission: 'privacy.manage',
	kind: 'command',
	http: { method: 'post', path: '/privacy/anonymisations' },
	input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }),
	output: z.object({ count: z.int() }),
	/** @throws {Refusal} `privacy.not-due` when one of them isn’t proposed any more: nobody is then. */
	async run(context, { ids }) {
		const { tx, association, actor, now, today } = context;
		const wanted = [...new Set(ids)];
		await holdPeople(tx, wanted);
		const { rows } = await sql<DueRow>`
			SELECT d.id, d."lastContact", d.months FROM ${dueOn(today)} d
			WHERE d.id = ANY(${wanted}::uuid[]) AND d."keptReason" IS NULL`.execute(tx);
		if (rows.length < wanted.length) {
			throw new Refusal('conflict', 'privacy.not-due', { count: wanted.length - rows.length });
		}
		for (const { id, lastContact, months } of rows) {
			await sql`
				INSERT INTO privacy.anonymisation
					(association_id, id, person_id, last_contact, months, at, account_id)
				VALUES (${association.id}, ${newId()}, ${id}, ${lastContact}, ${months}, ${now},
					${actor.accountId})`.execute(tx);
			await context.announce('privacy.person-anonymised', { personId: id });
		}
		await forgetPayers(context, wanted);
		await forgetParticipants(context, wanted);
		await forgetPeople(context, wanted);
		context.about('association', association.id, { count: rows.length });
		return { count: rows.length };
	}
});
