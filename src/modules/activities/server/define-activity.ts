import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { seasonOn } from '../domain/season.ts';
import { fillPlaces, lockActivity, writeRequirements, writeTeachers } from './activity-row.ts';
import { activityFields } from './fields.ts';

const fields = z.strictObject(activityFields);

export const defineActivity = defineOperation({
	name: 'activities.define-activity',
	summary: 'Defines a course, a workshop or an outing: places, ages, price, teachers.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'post', path: '/activities', success: 201 },
	input: fields,
	output: z.object({ id: z.uuid() }),
	async run(context, input) {
		check(input);
		const { name, kind, place, capacity, ageMin, ageMax, priceCents, open, ageOn } = input;
		const { tx, association, now, today } = context;
		const season = input.season ?? seasonOn(today);
		const id = newId();
		await sql`
			INSERT INTO activities.activity (association_id, id, name, kind, place, capacity, age_min, age_max,
				price_cents, open, season, age_on, without_documents, created_at)
			VALUES (${association.id}, ${id}, ${name}, ${kind}, ${place ?? null}, ${capacity ?? null},
				${ageMin ?? null}, ${ageMax ?? null}, ${priceCents}, ${open}, ${season}, ${ageOn ?? null},
				${input.withoutDocuments}, ${now})`
			.execute(tx)
			.catch((error: unknown) => refuseTaken(error, name));
		await writeTeachers(context, id, input.teacherIds);
		await writeRequirements(context, id, input.documentKindIds);
		context.about('activity', id, { name });
		return { id };
	}
});

export const editActivity = defineOperation({
	name: 'activities.edit-activity',
	summary:
		'Changes an activity; with more places, those who wait move up. Registrations keep the price they had.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'put', path: '/activities/{id}' },
	input: fields.extend({ id: z.uuid() }),
	output: z.object({ id: z.uuid(), movedUp: z.int() }),
	async run(context, input) {
		check(input);
		const { id, name, kind, place, capacity, ageMin, ageMax, priceCents, open, ageOn } = input;
		const { tx } = context;
		const before = await lockActivity(tx, id);
		const { rows } = await sql<{ registered: number }>`
			SELECT count(*) AS registered FROM activities.registration r
			WHERE r.activity_id = ${id} AND r.state = 'registered'`.execute(tx);
		const registered = rows[0]?.registered ?? 0;
		if (registered > (capacity ?? Infinity)) {
			throw refuseField('capacity', 'activities.fewer-places', { registered });
		}
		await sql`
			UPDATE activities.activity a SET name = ${name}, kind = ${kind}, place = ${place ?? null},
				capacity = ${capacity ?? null}, age_min = ${ageMin ?? null}, age_max = ${ageMax ?? null},
				price_cents = ${priceCents}, open = ${open}, season = ${input.season ?? before.season},
				age_on = ${ageOn ?? null}, without_documents = ${input.withoutDocuments}
			WHERE a.id = ${id}`
			.execute(tx)
			.catch((error: unknown) => refuseTaken(error, name));
		await writeTeachers(context, id, input.teacherIds);
		await writeRequirements(context, id, input.documentKindIds);
		const movedUp = await fillPlaces(context, { id, name, capacity: capacity ?? null });
		context.about('activity', id, { name, movedUp });
		return { id, movedUp };
	}
});

export const archiveActivity = defineOperation({
	name: 'activities.archive-activity',
	summary: 'Puts an activity away, or takes it back; what happened in it stays.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'put', path: '/activities/{id}/archived' },
	input: z.strictObject({ id: z.uuid(), archived: z.boolean() }),
	output: z.object({ archived: z.boolean() }),
	async run(context, { id, archived }) {
		const { name } = await lockActivity(context.tx, id);
		await sql`
			UPDATE activities.activity a SET archived_at = ${archived ? context.now : null}
			WHERE a.id = ${id}`
			.execute(context.tx)
			.catch((error: unknown) => refuseTaken(error, name));
		context.about('activity', id, { archived });
		return { archived };
	}
});

function check({ ageMin, ageMax }: { ageMin?: number | null; ageMax?: number | null }): void {
	if ((ageMin ?? 0) > (ageMax ?? Infinity)) {
		throw refuseField('ageMax', 'activities.ages-reversed');
	}
}

function refuseTaken(error: unknown, name: string): never {
	if ((error as { constraint?: string }).constraint !== 'activity_name') throw error;
	const fault = { path: 'name', code: 'activities.name-taken', parameters: { name } };
	throw new Refusal('conflict', fault.code, fault.parameters, [fault]);
}
