import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { plannedDues } from './instalments.sql.ts';

/**
 * One row for each person with a membership: what they owe, since when, and their standing, as
 * `domain/standing.ts` says it.
 */
export function standings(today: Day): RawBuilder<unknown> {
	return sql`
		SELECT s.person_id, s.owed_cents, s.since,
			CASE WHEN s.owed_cents > 0 THEN 'owing' WHEN s.running THEN 'up-to-date'
				WHEN s.upcoming THEN 'upcoming' ELSE 'expired' END AS standing
		FROM (
			SELECT m.person_id,
				coalesce(sum(coalesce(d.owed, m.due_cents - m.paid_cents))
					FILTER (WHERE m.starts_on <= ${today}), 0) AS owed_cents,
				min(coalesce(d.since, m.starts_on)) FILTER (WHERE m.starts_on <= ${today}
					AND coalesce(d.owed, m.due_cents - m.paid_cents) > 0) AS since,
				bool_or(m.starts_on <= ${today} AND coalesce(m.ends_on >= ${today}, true)) AS running,
				bool_or(m.starts_on > ${today}) AS upcoming
			FROM membership.membership m
			LEFT JOIN (${plannedDues(today)}) d ON d.membership_id = m.id
			WHERE m.cancelled_at IS NULL
			GROUP BY m.person_id
		) s`;
}

/** The state of one membership `m`, as `stateOf` of `domain/standing.ts`. */
export function membershipState(today: Day, planned = true): RawBuilder<string> {
	const due = sql`coalesce((
		SELECT d.owed > 0 FROM (${plannedDues(today, sql`x.id = m.id`)}) d), true)`;
	return sql<string>`CASE
		WHEN m.starts_on > ${today} THEN 'upcoming'
		WHEN m.paid_cents < m.due_cents AND ${planned ? due : sql`true`} THEN 'owing'
		WHEN coalesce(m.ends_on >= ${today}, true) THEN 'up-to-date'
		ELSE 'expired' END`;
}
