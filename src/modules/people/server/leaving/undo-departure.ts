import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { reopenAccess } from '#platform/server/operations/end-access.ts';
import { setArchived } from '../archive-person.ts';
import { isOwn } from '../self/own-person.ts';
import type { Departure } from './departure-row.ts';
import { DEPARTURE_COLUMNS } from './departure-row.ts';

export const undoDeparture = defineOperation({
	name: 'people.undo-departure',
	summary:
		'Takes a departure back: the record returns to the lists and its access opens again; members take back their own before its day.',
	permission: 'people.self',
	kind: 'command',
	http: { method: 'post', path: '/departures/{id}/undo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ personId: z.uuid() }),
	/** @throws {Refusal} `people.departure-not-found` also for what was taken back already */
	async run(context, { id }) {
		const { tx, actor, now } = context;
		const departure = await lockDeparture(context, id);
		const { personId, effectiveAt, closedAccess } = departure;
		if (effectiveAt !== null) {
			await setArchived(context, personId, false);
			for (const closed of closedAccess) await reopenAccess(context, closed);
		}
		await sql`
			UPDATE people.departure d SET undone_at = ${now}, undone_by = ${actor.accountId}
			WHERE d.id = ${id}`.execute(tx);
		context.about('person', personId, { departure: id });
		return { personId };
	}
});

async function lockDeparture(context: OperationContext, id: string): Promise<Departure> {
	const { rows } = await sql<Departure>`
		SELECT ${DEPARTURE_COLUMNS} FROM people.departure d
		WHERE d.id = ${id} AND d.undone_at IS NULL FOR UPDATE`.execute(context.tx);
	const [departure] = rows;
	const may =
		departure &&
		(context.actor.permissions.has('people.write') ||
			(departure.effectiveAt === null && (await isOwn(context, departure.personId))));
	if (!departure || !may) throw new Refusal('not-found', 'people.departure-not-found');
	return departure;
}
