import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { USUAL_MONTHS } from '../domain/retention.ts';

export interface DueRow {
	readonly id: string;
	readonly personName: string;
	readonly category: string | null;
	readonly lastContact: Day;
	readonly months: number;
	readonly keptReason: string | null;
}

/**
 * The former members `d` whose record is kept no more on that day: nothing runs, nothing is owed, no role but
 * that of a member; people who never were members only once archived.
 */
export function dueOn(today: Day): RawBuilder<DueRow> {
	return sql<DueRow>`(
		SELECT c.id, c.display_name AS "personName", c.category, c.sort_name, k.reason AS "keptReason",
			t.last_contact AS "lastContact", t.months
		FROM people.person_contact c
		LEFT JOIN membership.last_day l ON l.association_id = c.association_id AND l.person_id = c.id
		LEFT JOIN activities.last_activity v ON v.association_id = c.association_id AND v.person_id = c.id
		LEFT JOIN privacy.kept k ON k.association_id = c.association_id AND k.person_id = c.id
		CROSS JOIN LATERAL (
			SELECT greatest(c.last_contact, l.last_day, l.last_paid, v.last_day) AS last_contact,
				coalesce(
					(SELECT r.months FROM privacy.retention r WHERE r.category = c.category),
					(SELECT r.months FROM privacy.retention r WHERE r.category = ''),
					${USUAL_MONTHS}) AS months
		) t
		WHERE NOT c.anonymised AND (c.archived OR l.last_day IS NOT NULL)
			AND coalesce(l.last_day < ${today}, true) AND NOT coalesce(l.owes, false)
			AND isfinite(t.last_contact)
			AND (t.last_contact + make_interval(months => t.months))::date <= ${today}
			AND NOT EXISTS (SELECT FROM platform.known_account a
				WHERE a.association_id = c.association_id AND a.person_id = c.id AND a.role <> 'member')
	)`;
}
