import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { MOST_MONTHS } from '../domain/retention.ts';

export const setRetention = defineOperation({
	name: 'privacy.set-retention',
	summary: 'Chooses how long the records of former members are kept, for all or for a category.',
	permission: 'privacy.manage',
	kind: 'command',
	http: { method: 'put', path: '/privacy/retention' },
	input: z.strictObject({
		/** A category of people; left out, all those without a rule of their own. */
		category: z.string().trim().min(1).max(100).optional(),
		/** After the last membership or contact; `null` takes the rule away. */
		months: z.int().min(1).max(MOST_MONTHS).nullable()
	}),
	output: z.object({ months: z.int().nullable() }),
	async run({ tx, association, about }, { category = '', months }) {
		if (months === null) {
			await sql`DELETE FROM privacy.retention r WHERE r.category = ${category}`.execute(tx);
		} else {
			await sql`
				INSERT INTO privacy.retention (association_id, id, category, months)
				VALUES (${association.id}, ${newId()}, ${category}, ${months})
				ON CONFLICT (association_id, category) DO UPDATE
				SET months = excluded.months`.execute(tx);
		}
		about('association', association.id, { months });
		return { months };
	}
});
