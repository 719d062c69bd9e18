import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { WITHOUT_DOCUMENTS } from '../domain/documents.ts';
import { isSeason } from '../domain/season.ts';
import { ACTIVITY_KINDS, ATTENDANCE_STATES } from '../domain/places.ts';
import { isTeacher } from './activity-row.ts';
import { dayView } from './fields.ts';
import { ownRegistration, ownRegistrations } from './own-registrations.read.ts';
import { maySeePeople } from './policy.ts';

const activityView = z.object({
	id: z.uuid(),
	name: z.string(),
	kind: z.enum(ACTIVITY_KINDS),
	place: z.string().nullable(),
	capacity: z.int().nullable(),
	ageMin: z.int().nullable(),
	ageMax: z.int().nullable(),
	priceCents: z.int(),
	open: z.boolean(),
	archived: z.boolean(),
	season: z.string(),
	/** The day on which ages count; `null` for that of registration. */
	ageOn: dayView.nullable(),
	withoutDocuments: z.enum(WITHOUT_DOCUMENTS),
	/** What is asked of who takes part, by name. */
	documents: z.array(z.object({ id: z.uuid(), name: z.string() })),
	registered: z.int(),
	waiting: z.int(),
	nextDay: dayView.nullable(),
	teachers: z.array(z.object({ id: z.uuid(), name: z.string() })),
	/** Of whoever asks. */
	own: z.object({ id: z.uuid(), state: z.enum(['registered', 'waiting']) }).nullable()
});
export type ActivityView = z.output<typeof activityView>;

export const listActivities = defineOperation({
	name: 'activities.list-activities',
	summary: 'Lists the activities, with their places and their next session.',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activities' },
	input: z.strictObject({
		archived: z.boolean().default(false),
		/** Those of one season only: `2026-2027`. */
		season: z.string().refine(isSeason, 'activities.season-unreadable').optional()
	}),
	output: z.object({
		/** By name; at most five hundred. */
		activities: z.array(activityView)
	}),
	async run({ tx, today, actor }, { archived, season }) {
		const shown = archived ? sql`true` : sql`a.archived_at IS NULL`;
		const where = season === undefined ? shown : sql`${shown} AND a.season = ${season}`;
		const { rows } = await sql<ActivityView>`
			${activityLines(today, actor.personId)} WHERE ${where}
			ORDER BY a.archived_at IS NOT NULL, a.season DESC, a.name, a.id LIMIT 500`.execute(tx);
		return { activities: rows };
	}
});

const sessionView = z.object({
	id: z.uuid(),
	day: dayView,
	startsAt: z.string(),
	endsAt: z.string(),
	present: z.int(),
	marked: z.int()
});

const registrationView = z.object({
	id: z.uuid(),
	personId: z.uuid(),
	personName: z.string(),
	state: z.enum(['registered', 'waiting']),
	priceCents: z.int(),
	paidCents: z.int(),
	/** Sessions they came to, of those where they were marked. */
	present: z.int(),
	marked: z.int()
});

export const getActivity = defineOperation({
	name: 'activities.get-activity',
	summary: 'Shows an activity with its sessions, who is registered and who waits.',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activities/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		activity: activityView,
		/** In the order of their days; at most five hundred. */
		sessions: z.array(sessionView),
		/** By name, those who wait last and in their order; empty for who may not see it. */
		registrations: z.array(registrationView),
		/** Whoever asks may mark who came. */
		mayMark: z.boolean(),
		/** Whoever asks and the children they answer for: what each has here. */
		household: z.array(ownRegistration)
	}),
	async run(context, { id }) {
		const { tx, today, actor } = context;
		const { rows } = await sql<ActivityView>`
			${activityLines(today, actor.personId)} WHERE a.id = ${id}`.execute(tx);
		const [activity] = rows;
		if (!activity) throw new Refusal('not-found', 'activities.activity-not-found');
		const teaches = await isTeacher(context, id);
		const { rows: sessions } = await sql<z.output<typeof sessionView>>`
			SELECT s.id, s.day, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
				count(t.id) FILTER (WHERE t.state = 'present') AS present, count(t.id) AS marked
			FROM activities.session s
			LEFT JOIN activities.attendance t ON t.association_id = s.association_id AND t.session_id = s.id
			WHERE s.activity_id = ${id} GROUP BY s.association_id, s.id
			ORDER BY s.day, s.starts_at LIMIT 500`.execute(tx);
		const maySee = teaches || maySeePeople(actor);
		const registrations = maySee
			? (
					await sql<z.output<typeof registrationView>>`
			SELECT r.id, r.person_id AS "personId", p.display_name AS "personName", r.state,
				r.price_cents AS "priceCents", coalesce((
					SELECT sum(y.amount_cents)::bigint FROM activities.payment y
					WHERE y.association_id = r.association_id AND y.registration_id = r.id
						AND y.cancelled_at IS NULL), 0) AS "paidCents", c.present, c.marked
			FROM activities.registration r
			JOIN people.person_summary p ON p.association_id = r.association_id AND p.id = r.person_id
			CROSS JOIN LATERAL (
				SELECT count(*) FILTER (WHERE t.state = 'present') AS present, count(*) AS marked
				FROM activities.attendance t
				JOIN activities.session s ON s.association_id = t.association_id AND s.id = t.session_id
				WHERE t.association_id = r.association_id AND t.person_id = r.person_id AND s.activity_id = ${id}
			) c
			WHERE r.activity_id = ${id} AND r.state <> 'cancelled'
			ORDER BY r.state, CASE WHEN r.state = 'waiting' THEN r.registered_at END, p.display_name, r.id
			LIMIT 5000`.execute(tx)
				).rows
			: [];
		return {
			activity,
			sessions,
			registrations,
			mayMark: teaches || actor.permissions.has('activities.write'),
			household: await ownRegistrations(context, id)
		};
	}
});

function activityLines(today: string, personId: string | null) {
	return sql<ActivityView>`
		SELECT a.id, a.name, a.kind, a.place, a.capacity, a.age_min AS "ageMin", a.age_max AS "ageMax",
			a.price_cents AS "priceCents", a.open, a.archived_at IS NOT NULL AS archived,
			a.season, a.age_on AS "ageOn", a.without_documents AS "withoutDocuments", c.registered, c.waiting,
			(SELECT min(s.day) FROM activities.session s
				WHERE s.association_id = a.association_id AND s.activity_id = a.id AND s.day >= ${today}) AS "nextDay",
			coalesce((
				SELECT json_agg(json_build_object('id', k.id, 'name', k.name) ORDER BY k.name, k.id)
				FROM activities.requirement q
				JOIN activities.document_kind k ON k.association_id = q.association_id AND k.id = q.kind_id
				WHERE q.association_id = a.association_id AND q.activity_id = a.id), '[]') AS documents,
			coalesce((
				SELECT json_agg(json_build_object('id', p.id, 'name', p.display_name) ORDER BY p.display_name)
				FROM activities.teacher t
				JOIN people.person_summary p ON p.association_id = t.association_id AND p.id = t.person_id
				WHERE t.association_id = a.association_id AND t.activity_id = a.id), '[]') AS teachers,
			(SELECT json_build_object('id', r.id, 'state', r.state) FROM activities.registration r
				WHERE r.association_id = a.association_id AND r.activity_id = a.id
					AND r.person_id = ${personId}::uuid AND r.state <> 'cancelled') AS own
		FROM activities.activity a
		CROSS JOIN LATERAL (
			SELECT count(*) FILTER (WHERE r.state = 'registered') AS registered,
				count(*) FILTER (WHERE r.state = 'waiting') AS waiting
			FROM activities.registration r
			WHERE r.association_id = a.association_id AND r.activity_id = a.id
		) c`;
}

export const getSession = defineOperation({
	name: 'activities.get-session',
	summary: 'Shows who is expected at a session and who was marked; for those who keep it or teach.',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activities/sessions/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		activityId: z.uuid(),
		activityName: z.string(),
		day: dayView,
		startsAt: z.string(),
		endsAt: z.string(),
		/** By name. */
		people: z.array(
			z.object({
				personId: z.uuid(),
				personName: z.string(),
				/** Changes with their photograph, which `activities.get-participant-photo` answers. */
				photoId: z.uuid().nullable(),
				state: z.enum(ATTENDANCE_STATES).nullable()
			})
		)
	}),
	async run(context, { id }) {
		const { tx, actor } = context;
		interface Found {
			activityId: string;
			activityName: string;
			day: ActivityView['nextDay'] & string;
			startsAt: string;
			endsAt: string;
		}
		const { rows } = await sql<Found>`
			SELECT s.activity_id AS "activityId", a.name AS "activityName", s.day, s.starts_at AS "startsAt",
				s.ends_at AS "endsAt"
			FROM activities.session s
			JOIN activities.activity a ON a.association_id = s.association_id AND a.id = s.activity_id
			WHERE s.id = ${id}`.execute(tx);
		const [session] = rows;
		const may = session && (maySeePeople(actor) || (await isTeacher(context, session.activityId)));
		if (!may) throw new Refusal('not-found', 'activities.session-not-found');
		const { rows: people } = await sql<{
			personId: string;
			personName: string;
			photoId: string | null;
			state: (typeof ATTENDANCE_STATES)[number] | null;
		}>`
			SELECT r.person_id AS "personId", p.display_name AS "personName", f.id AS "photoId",
				t.state
			FROM activities.registration r
			JOIN people.person_summary p ON p.association_id = r.association_id AND p.id = r.person_id
			LEFT JOIN activities.attendance t ON t.association_id = r.association_id
				AND t.session_id = ${id} AND t.person_id = r.person_id
			LEFT JOIN people.person_photo f ON f.association_id = r.association_id
				AND f.person_id = r.person_id
			WHERE r.activity_id = ${session.activityId} AND r.state = 'registered'
			ORDER BY p.display_name, p.id LIMIT 5000`.execute(tx);
		return { ...session, people };
	}
});
