import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { birthDatesOf, personsByIds } from '#modules/people/server/index.ts';
import { PERSON_REGISTERED, REGISTRATION_CANCELLED } from '../domain/events.ts';
import { checkAge } from '../domain/places.ts';
import { fillPlaces, lockActivity, type ActivityRow } from './activity-row.ts';
import { lackingOf } from './documents.sql.ts';
import { allowFor, maySpeakFor } from './own-people.ts';
import { WAITING_RANK } from './waiting-rank.sql.ts';

export const registerPerson = defineOperation({
	name: 'activities.register-person',
	summary:
		'Registers a person for an activity, or puts them on the waiting list when it is full; members register themselves, and the children they answer for, for open ones.',
	permission: 'activities.self',
	kind: 'command',
	http: { method: 'post', path: '/activities/{id}/registrations', success: 201 },
	input: z.strictObject({
		id: z.uuid(),
		/** Oneself unless said. */
		personId: z.uuid().optional()
	}),
	output: z.object({
		registrationId: z.uuid(),
		state: z.enum(['registered', 'waiting']),
		/** The place on the waiting list, from 1; `null` for who is registered. */
		rank: z.int().nullable(),
		/** Names of the documents that are still to be given. */
		lacking: z.array(z.string())
	}),
	async run(context, { id, personId = context.actor.personId ?? '' }) {
		const { tx, association, now, today } = context;
		const activity = await lockActivity(tx, id);
		const { name: title } = activity;
		if (activity.archived) {
			throw new Refusal('conflict', 'activities.activity-archived', { name: title });
		}
		const mayWrite = context.actor.permissions.has('activities.write');
		await allowFor(context, personId);
		if (!mayWrite && !activity.open) {
			throw new Refusal('conflict', 'activities.registration-closed', { name: title });
		}
		const name = await nameOf(context, personId);
		const birthDate = (await birthDatesOf(context, [personId])).get(personId) ?? null;
		checkAge(activity, { name, birthDate }, activity.ageOn ?? today);
		const lacking = await namesLacking(context, activity, { id: personId, name });
		const registrationId = newId();
		await sql`
			INSERT INTO activities.registration
				(association_id, id, activity_id, person_id, state, price_cents, registered_at)
			VALUES (${association.id}, ${registrationId}, ${id}, ${personId}, 'waiting',
				${activity.priceCents}, ${now})`
			.execute(tx)
			.catch((error: { constraint?: string }) => {
				if (error.constraint !== 'registration_once') throw error;
				throw new Refusal('conflict', 'activities.registered-already', { name });
			});
		await fillPlaces(context, activity, registrationId);
		const { rows } = await sql<{ state: 'registered' | 'waiting'; rank: number | null }>`
			SELECT r.state, ${WAITING_RANK} AS rank FROM activities.registration r WHERE r.id = ${registrationId}`.execute(
			tx
		);
		const state = rows[0]?.state ?? 'waiting';
		const waiting = state === 'waiting';
		const event = { activityId: id, registrationId, personId, waiting };
		await context.announce(PERSON_REGISTERED, event);
		context.about('activity', id, { personId, state });
		return { registrationId, state, rank: rows[0]?.rank ?? null, lacking };
	}
});

/** @throws {Refusal} `activities.documents-lacking`, when the activity does not go without */
async function namesLacking(
	context: OperationContext,
	{ id, name: activity, withoutDocuments }: ActivityRow,
	person: { readonly id: string; readonly name: string }
): Promise<string[]> {
	const lacking = await lackingOf(context, id, [person.id], context.today);
	const names = (lacking.get(person.id) ?? []).map(({ kind }) => kind.name);
	if (names.length === 0 || withoutDocuments === 'warn') return names;
	throw refuseField('personId', 'activities.documents-lacking', {
		name: person.name,
		activity,
		documents: names.join(', ')
	});
}

async function nameOf(context: OperationContext, personId: string): Promise<string> {
	const person = personId ? (await personsByIds(context, [personId])).get(personId) : undefined;
	if (!person) throw refuseField('personId', 'activities.person-unknown');
	if (person.archived) {
		throw refuseField('personId', 'activities.person-archived', { name: person.displayName });
	}
	return person.displayName;
}

export const cancelRegistration = defineOperation({
	name: 'activities.cancel-registration',
	summary:
		'Takes a person off an activity; the first who waits gets the place. Refused while money is kept for it.',
	permission: 'activities.self',
	kind: 'command',
	http: { method: 'post', path: '/activities/registrations/{id}/cancellation' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ movedUp: z.int() }),
	async run(context, { id }) {
		const { tx } = context;
		const { rows } = await sql<{ activityId: string; personId: string; paid: boolean }>`
			SELECT r.activity_id AS "activityId", r.person_id AS "personId", EXISTS (
				SELECT FROM activities.payment y
				WHERE y.registration_id = r.id AND y.cancelled_at IS NULL) AS paid
			FROM activities.registration r WHERE r.id = ${id} AND r.state <> 'cancelled'`.execute(tx);
		const [registration] = rows;
		if (!registration || !(await maySpeakFor(context, registration.personId))) {
			throw new Refusal('not-found', 'activities.registration-not-found');
		}
		const activity = await lockActivity(tx, registration.activityId);
		if (registration.paid) throw new Refusal('conflict', 'activities.registration-paid');
		await sql`
			UPDATE activities.registration r SET state = 'cancelled' WHERE r.id = ${id}`.execute(tx);
		const movedUp = await fillPlaces(context, activity);
		const { activityId, personId } = registration;
		const event = { activityId, registrationId: id, personId };
		await context.announce(REGISTRATION_CANCELLED, event);
		context.about('activity', activityId, { personId, movedUp });
		return { movedUp };
	}
});
