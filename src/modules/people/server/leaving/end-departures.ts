import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { inEachAssociation } from '#platform/server/in-each-association.ts';
import type { Job } from '#platform/server/module.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { perform } from '#platform/server/perform.ts';
import type { Departure } from './departure-row.ts';
import { DEPARTURE_COLUMNS } from './departure-row.ts';
import { takeEffect } from './take-effect.ts';

const AT_ONCE = 200;

export const endDepartures = defineOperation({
	name: 'people.end-departures',
	summary: 'Lets go those whose announced day of leaving has come; done every night by itself.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/departures/effects' },
	input: z.strictObject({}),
	output: z.object({
		left: z.int(),
		/** The only administrator can't leave before there is another. */
		kept: z.int()
	}),
	async run(context) {
		const { rows } = await sql<Departure>`
			SELECT ${DEPARTURE_COLUMNS} FROM people.departure d
			WHERE d.effective_at IS NULL AND d.undone_at IS NULL AND d.left_on <= ${context.today}
			ORDER BY d.id LIMIT ${AT_ONCE} FOR UPDATE`.execute(context.tx);
		let kept = 0;
		for (const departure of rows) {
			try {
				await takeEffect(context, departure);
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				kept += 1;
			}
		}
		const left = rows.length - kept;
		context.about('departures', context.association.id, { left, kept });
		return { left, kept };
	}
});

/** Every night, in each association. */
export const endDeparturesEverywhere: Job = {
	name: 'people.end-departures-everywhere',
	cron: '5 0 * * *',
	run: () =>
		inEachAssociation(async (caller) => {
			await perform(endDepartures, caller, {});
		})
};
