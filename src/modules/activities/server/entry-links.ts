import { sql } from 'kysely';
import { m } from '#i18n';
import type { EntrySource } from '#platform/server/entry-links.ts';

/** Registrations that an entry pays. */
export const registrationsOfEntries: EntrySource = {
	key: 'activities.entry-registrations',
	permission: 'activities.collect',
	async links({ tx, actor: { locale } }, entryIds) {
		const { rows } = await sql<{
			entryId: string;
			activityId: string;
			activity: string;
			person: string;
		}>`
			SELECT y.entry_id AS "entryId", a.id AS "activityId", a.name AS activity, p.display_name AS person
			FROM activities.payment y
			JOIN activities.registration r
				ON r.association_id = y.association_id AND r.id = y.registration_id
			JOIN activities.activity a ON a.association_id = r.association_id AND a.id = r.activity_id
			JOIN people.person_summary p ON p.association_id = r.association_id AND p.id = r.person_id
			WHERE y.entry_id = ANY(${entryIds}::uuid[]) ORDER BY y.id`.execute(tx);
		return rows.map(({ entryId, activityId, activity, person }) => ({
			entryId,
			label: m.activities_link_registration({ person, activity }, { locale }),
			href: `activities/${activityId}`
		}));
	}
};
