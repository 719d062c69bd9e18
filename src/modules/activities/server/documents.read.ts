import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { isTeacher } from './activity-row.ts';
import { lackingOf } from './documents.sql.ts';
import { dayView } from './fields.ts';
import { maySeePeople } from './policy.ts';
import { maySpeakFor } from './own-people.ts';

const lackingView = z.object({
	kindId: z.uuid(),
	name: z.string(),
	/** The last day of the one that was given; `null` when none was. */
	expiredOn: dayView.nullable()
});

export const missingDocuments = defineOperation({
	name: 'activities.missing-documents',
	summary: 'Lists who lacks which document in an activity, for those who keep it or teach.',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activities/{id}/missing-documents' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		/** Those registered or waiting, by name; who lacks nothing is left out. At most five thousand. */
		people: z.array(
			z.object({ personId: z.uuid(), personName: z.string(), lacking: z.array(lackingView) })
		)
	}),
	async run(context, { id }) {
		const { tx, actor, today } = context;
		if (!maySeePeople(actor) && !(await isTeacher(context, id))) {
			throw new Refusal('not-found', 'activities.activity-not-found');
		}
		const { rows } = await sql<{ personId: string; personName: string }>`
			SELECT r.person_id AS "personId", p.display_name AS "personName"
			FROM activities.registration r
			JOIN people.person_summary p ON p.association_id = r.association_id AND p.id = r.person_id
			WHERE r.activity_id = ${id} AND r.state <> 'cancelled'
			ORDER BY p.display_name, p.id LIMIT 5000`.execute(tx);
		const ids = rows.map(({ personId }) => personId);
		const lacking = await lackingOf(context, id, ids, today);
		return {
			people: rows.flatMap(({ personId, personName }) => {
				const own = lacking.get(personId);
				if (!own) return [];
				const words = own.map(({ kind, expiredOn }) => {
					return { kindId: kind.id, name: kind.name, expiredOn };
				});
				return [{ personId, personName, lacking: words }];
			})
		};
	}
});

export const personDocuments = defineOperation({
	name: 'activities.person-documents',
	summary: 'Lists the documents that a person gave, and what their activities still ask for.',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activities/persons/{personId}/documents' },
	input: z.strictObject({ personId: z.uuid() }),
	output: z.object({
		/** The latest first; at most two hundred. */
		documents: z.array(
			z.object({
				id: z.uuid(),
				kindId: z.uuid(),
				name: z.string(),
				signedOn: dayView,
				validUntil: dayView.nullable(),
				/** A file is kept with it. */
				hasFile: z.boolean(),
				/** Its last day has passed. */
				expired: z.boolean()
			})
		),
		lacking: z.array(lackingView.extend({ activityId: z.uuid(), activityName: z.string() }))
	}),
	async run(context, { personId }) {
		const { tx, today } = context;
		if (!(await maySpeakFor(context, personId))) {
			throw new Refusal('not-found', 'activities.person-unknown');
		}
		interface Given {
			id: string;
			kindId: string;
			name: string;
			signedOn: z.output<typeof dayView>;
			validUntil: z.output<typeof dayView> | null;
			hasFile: boolean;
			expired: boolean;
		}
		const { rows: documents } = await sql<Given>`
			SELECT d.id, d.kind_id AS "kindId", k.name, d.signed_on AS "signedOn",
				d.valid_until AS "validUntil", d.file_id IS NOT NULL AS "hasFile",
				coalesce(d.valid_until < ${today}, false) AS expired
			FROM activities.document d
			JOIN activities.document_kind k ON k.association_id = d.association_id AND k.id = d.kind_id
			WHERE d.person_id = ${personId} ORDER BY d.id DESC LIMIT 200`.execute(tx);
		const { rows: joined } = await sql<{ id: string; name: string }>`
			SELECT a.id, a.name FROM activities.registration r
			JOIN activities.activity a ON a.association_id = r.association_id AND a.id = r.activity_id
			WHERE r.person_id = ${personId} AND r.state <> 'cancelled' AND a.archived_at IS NULL
			ORDER BY a.name LIMIT 50`.execute(tx);
		const lacking = [];
		for (const { id: activityId, name: activityName } of joined) {
			const own = (await lackingOf(context, activityId, [personId], today)).get(personId) ?? [];
			for (const { kind, expiredOn } of own) {
				lacking.push({ kindId: kind.id, name: kind.name, expiredOn, activityId, activityName });
			}
		}
		return { documents, lacking };
	}
});
