import { sql } from 'kysely';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { personsByIds } from '#modules/people/server/index.ts';
import { placesFor } from '../domain/places.ts';
import { PLACE_GIVEN } from '../domain/events.ts';

export interface ActivityRow {
	readonly id: string;
	readonly name: string;
	readonly capacity: number | null;
	readonly ageMin: number | null;
	readonly ageMax: number | null;
	readonly priceCents: number;
	readonly open: boolean;
	readonly archived: boolean;
}

/**
 * An activity, held until the end of the transaction: places are given one after the other.
 * @throws {Refusal} `activities.activity-not-found`
 */
export async function lockActivity(tx: Tx, id: string): Promise<ActivityRow> {
	const { rows } = await sql<ActivityRow>`
		SELECT a.id, a.name, a.capacity, a.age_min AS "ageMin", a.age_max AS "ageMax",
			a.price_cents AS "priceCents", a.open, a.archived_at IS NOT NULL AS archived
		FROM activities.activity a WHERE a.id = ${id} FOR UPDATE`.execute(tx);
	const [row] = rows;
	if (!row) throw new Refusal('not-found', 'activities.activity-not-found');
	return row;
}

export async function isTeacher(
	{ tx, actor }: OperationContext,
	activityId: string
): Promise<boolean> {
	if (!actor.personId) return false;
	const { rows } = await sql`
		SELECT FROM activities.teacher t
		WHERE t.activity_id = ${activityId} AND t.person_id = ${actor.personId}`.execute(tx);
	return rows.length > 0;
}

/** @throws {Refusal} `activities.person-unknown`, placed on the teacher */
export async function writeTeachers(
	context: OperationContext,
	activityId: string,
	personIds: readonly string[]
): Promise<void> {
	const { tx, association } = context;
	const known = await personsByIds(context, personIds);
	personIds.forEach((id, index) => {
		if (!known.has(id)) throw refuseField(`teacherIds.${index}`, 'activities.person-unknown');
	});
	await sql`DELETE FROM activities.teacher t WHERE t.activity_id = ${activityId}`.execute(tx);
	for (const personId of new Set(personIds)) {
		await sql`
			INSERT INTO activities.teacher (association_id, id, activity_id, person_id)
			VALUES (${association.id}, ${newId()}, ${activityId}, ${personId})`.execute(tx);
	}
}

/** Gives the places that are free to those who wait, the first who came first; answers how many moved up. */
export async function fillPlaces(
	context: OperationContext,
	{ id, capacity }: Pick<ActivityRow, 'id' | 'capacity'>
): Promise<number> {
	const { rows: counts } = await sql<{ registered: number; waiting: number }>`
		SELECT count(*) FILTER (WHERE r.state = 'registered') AS registered,
			count(*) FILTER (WHERE r.state = 'waiting') AS waiting
		FROM activities.registration r WHERE r.activity_id = ${id}`.execute(context.tx);
	const { registered = 0, waiting = 0 } = counts[0] ?? {};
	const free = placesFor(capacity, registered, waiting);
	if (free === 0) return 0;
	const { rows } = await sql<{ registrationId: string; personId: string }>`
		UPDATE activities.registration r SET state = 'registered' WHERE r.id IN (
			SELECT w.id FROM activities.registration w
			WHERE w.activity_id = ${id} AND w.state = 'waiting'
			ORDER BY w.registered_at, w.id LIMIT ${free})
		RETURNING r.id AS "registrationId", r.person_id AS "personId"`.execute(context.tx);
	for (const moved of rows) await context.announce(PLACE_GIVEN, { activityId: id, ...moved });
	return rows.length;
}
