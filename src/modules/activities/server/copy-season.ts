import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { DAYS_OF_A_SEASON, isSeason, nextSeason } from '../domain/season.ts';

const seasonField = z.string().refine(isSeason, 'activities.season-unreadable');

export const copySeason = defineOperation({
	name: 'activities.copy-season',
	summary:
		'Takes the activities of a season to the next one, with their teachers, places and documents, nobody registered; those whose name is there already stay as they are.',
	permission: 'activities.write',
	kind: 'command',
	http: { method: 'post', path: '/activity-season-copies', success: 201 },
	input: z.strictObject({
		from: seasonField,
		/** Sessions too, on the same day of the week a year later. */
		withSessions: z.boolean().default(true)
	}),
	output: z.object({
		season: z.string(),
		copied: z.int(),
		/** Names that the next season has already. */
		kept: z.array(z.string())
	}),
	async run(context, { from, withSessions }) {
		const season = nextSeason(from);
		const { rows } = await sql<{ id: string; name: string; taken: boolean }>`
			SELECT a.id, a.name, EXISTS (SELECT FROM activities.activity o
				WHERE o.association_id = a.association_id AND o.season = ${season}
					AND lower(o.name) = lower(a.name) AND o.archived_at IS NULL) AS taken
			FROM activities.activity a
			WHERE a.season = ${from} AND a.archived_at IS NULL
			ORDER BY a.name, a.id LIMIT 500 FOR UPDATE`.execute(context.tx);
		if (rows.length === 0) throw refuseField('from', 'activities.season-empty', { season: from });
		for (const { id, taken } of rows) {
			if (!taken) await copyActivity(context, id, season, withSessions);
		}
		const kept = rows.filter(({ taken }) => taken).map(({ name }) => name);
		const copied = rows.length - kept.length;
		context.about('season', context.association.id, { season, copied });
		return { season, copied, kept };
	}
});

/** Closed to registration until somebody opens it: prices and hours are looked at first. */
async function copyActivity(
	{ tx, association, now }: OperationContext,
	from: string,
	season: string,
	withSessions: boolean
): Promise<void> {
	const id = newId();
	await sql`
		INSERT INTO activities.activity (association_id, id, name, kind, place, capacity, age_min, age_max,
			price_cents, open, season, age_on, without_documents, created_at)
		SELECT a.association_id, ${id}, a.name, a.kind, a.place, a.capacity, a.age_min, a.age_max,
			a.price_cents, false, ${season}, (a.age_on + interval '1 year')::date, a.without_documents, ${now}
		FROM activities.activity a WHERE a.id = ${from}`.execute(tx);
	for (const [table, column] of [
		['teacher', 'person_id'],
		['requirement', 'kind_id']
	] as const) {
		const { rows } = await sql<{ value: string }>`
			SELECT ${sql.ref(`t.${column}`)} AS value FROM ${sql.table(`activities.${table}`)} t
			WHERE t.activity_id = ${from}`.execute(tx);
		await sql`
			INSERT INTO ${sql.table(`activities.${table}`)} (association_id, id, activity_id, ${sql.ref(column)})
			SELECT ${association.id}, l.id, ${id}, l.value
			FROM unnest(${rows.map(() => newId())}::uuid[], ${rows.map(({ value }) => value)}::uuid[])
				AS l (id, value)`.execute(tx);
	}
	if (!withSessions) return;
	const { rows } = await sql<{ day: string; startsAt: string; endsAt: string }>`
		SELECT s.day + ${DAYS_OF_A_SEASON}::integer AS day, s.starts_at AS "startsAt", s.ends_at AS "endsAt"
		FROM activities.session s WHERE s.activity_id = ${from}
		ORDER BY s.day, s.starts_at LIMIT 500`.execute(tx);
	await sql`
		INSERT INTO activities.session (association_id, id, activity_id, day, starts_at, ends_at)
		SELECT ${association.id}, l.id, ${id}, l.day, l.starts_at, l.ends_at
		FROM unnest(${rows.map(() => newId())}::uuid[], ${rows.map(({ day }) => day)}::date[],
			${rows.map(({ startsAt }) => startsAt)}::text[], ${rows.map(({ endsAt }) => endsAt)}::text[])
			AS l (id, day, starts_at, ends_at)`.execute(tx);
}
