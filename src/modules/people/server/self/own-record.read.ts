import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { announcedDeparture } from '../leaving/departure-row.ts';
import { fieldChange, listChanges } from '../person-history.read.ts';
import { photoOf } from '../photo/photo-row.ts';
import { waitingCorrection } from './correction-row.ts';
import { allowOwn, peopleInCharge } from './own-person.ts';

export const ownRecord = defineOperation({
	name: 'people.own-record',
	summary:
		'Tells which records are one’s own, those of minor children included, and the corrections that wait for agreement.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/own-record' },
	/** Oneself unless said. */
	input: z.strictObject({ id: z.uuid().optional() }),
	output: z.object({
		personId: z.uuid(),
		waiting: z.array(fieldChange),
		/** To be given to `correct-own`: which correction waits, `null` when none does. */
		waitingId: z.uuid().nullable(),
		/** The photograph that was sent and that nobody has decided on yet. */
		waitingPhotoId: z.uuid().nullable(),
		/** The day of leaving that was announced, and how it is taken back. */
		leaving: z.object({ id: z.uuid(), leftOn: z.string() }).nullable(),
		/** Oneself first, then those for whom one speaks, by name. */
		people: z.array(z.object({ id: z.uuid(), name: z.string() }))
	}),
	/** @throws {Refusal} `people.no-own-record` when the account is linked to no person, `people.person-not-found` */
	async run(context, { id }) {
		const { tx, actor } = context;
		if (actor.personId === null) throw new Refusal('not-found', 'people.no-own-record');
		const personId = id ?? actor.personId;
		await allowOwn(context, personId, 'people.read');
		const correction = await waitingCorrection(tx, personId);
		return {
			personId,
			waiting: listChanges(correction?.changes ?? {}),
			waitingId: correction?.id ?? null,
			waitingPhotoId: await photoOf(tx, personId, true),
			leaving: (await announcedDeparture(tx, personId)) ?? null,
			people: await ownPeople(tx, actor.personId, await peopleInCharge(context))
		};
	}
});

async function ownPeople(tx: Tx, self: string, charge: ReadonlySet<string>) {
	const { rows } = await sql<{ id: string; name: string }>`
		SELECT p.id, p.display_name AS name FROM people.person p
		WHERE p.id = ANY(${[self, ...charge]}::uuid[])
		ORDER BY p.id <> ${self}, p.sort_name, p.id`.execute(tx);
	return rows;
}
