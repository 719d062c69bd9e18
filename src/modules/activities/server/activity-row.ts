import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { personsByIds } from '#modules/people/server/index.ts';
import type { WithoutDocuments } from '../domain/documents.ts';
import { placesFor } from '../domain/places.ts';
import { tellPlace } from './write-to.ts';
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
	readonly season: string;
	/** The day on which ages count; `null` for that of registration. */
	readonly ageOn: Day | null;
	readonly withoutDocuments: WithoutDocuments;
}

/**
 * An activity, held until the end of the transaction: places are given one after the other.
 * @throws {Refusal} `activities.activity-not-found`
 */
export async function lockActivity(tx: Tx, id: string): Promise<ActivityRow> {
	const { rows } = await sql<ActivityRow>`
		SELECT a.id, a.name, a.capacity, a.age_min AS "ageMin", a.age_max AS "ageMax",
			a.price_cents AS "priceCents", a.open, a.archived_at IS NOT NULL AS archived,
			a.season, a.age_on AS "ageOn", a.without_documents AS "withoutDocuments"
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

/** @throws {Refusal} `activities.kind-not-found`, placed on the document */
export async function writeRequirements(
	{ tx, association }: OperationContext,
	activityId: string,
	kindIds: readonly string[]
): Promise<void> {
	await sql`DELETE FROM activities.requirement q WHERE q.activity_id = ${activityId}`.execute(tx);
	for (const [index, kindId] of [...new Set(kindIds)].entries()) {
		const { rows } = await sql`
			INSERT INTO activities.requirement (association_id, id, activity_id, kind_id)
			SELECT ${association.id}, ${newId()}, ${activityId}, k.id
			FROM activities.document_kind k WHERE k.id = ${kindId} RETURNING id`.execute(tx);
		if (rows.length === 0)
			throw refuseField(`documentKindIds.${index}`, 'activities.kind-not-found');
	}
}

/**
 * Gives the places that are free to those who wait, the first who came first, and writes to them; answers how
 * many moved up.
 * @param asking a registration made just now: whoever made it sees what became of it
 */
export async function fillPlaces(
	context: OperationContext,
	{ id, name, capacity }: Pick<ActivityRow, 'id' | 'name' | 'capacity'>,
	asking?: string
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
	for (const moved of rows) {
		await context.announce(PLACE_GIVEN, { activityId: id, ...moved });
		if (moved.registrationId !== asking) await tellPlace(context, name, moved.personId);
	}
	return rows.length;
}
