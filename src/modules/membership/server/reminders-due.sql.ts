import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';

/** A reminder leaves on its day, or within this many days when the program was away; later it is let go. */
const GRACE_DAYS = 7;

export interface ReminderDue {
	readonly ruleId: string;
	readonly subject: string;
	readonly body: string;
	readonly membershipId: string;
	readonly personId: string;
	readonly personName: string;
	readonly honorific: string | null;
	readonly email: string | null;
	readonly feeName: string;
	readonly season: string | null;
	readonly targetDay: Day;
	/** What is asked for: of the instalment, or all that is left; zero for the end of a paid membership. */
	readonly amountCents: number;
}

/**
 * What is to be sent today and was not, by name; nothing for people archived or not to be reminded. Made so that it
 * stays quick before PostgreSQL knows how large the tables are.
 */
export async function remindersDue(tx: Tx, today: Day, limit: number): Promise<ReminderDue[]> {
	const { rows } = await sql<ReminderDue>`
		WITH target AS MATERIALIZED (
			SELECT m.association_id, 'due' AS about, m.id, m.person_id, m.fee_id, m.season, m.starts_on AS day,
				m.due_cents - m.paid_cents AS cents
			FROM membership.membership m
			WHERE m.cancelled_at IS NULL AND m.paid_cents < m.due_cents AND NOT EXISTS (
				SELECT FROM membership.instalment i
				WHERE i.association_id = m.association_id AND i.membership_id = m.id)
			UNION ALL
			SELECT i.association_id, 'due', i.id, i.person_id, i.fee_id, i.season, i.due_on,
				least(i.upto, i.due_cents) - greatest(i.paid_cents, i.upto - i.amount_cents)
			FROM (
				SELECT m.association_id, m.id, m.person_id, m.fee_id, m.season, m.due_cents, m.paid_cents,
					i.due_on, i.amount_cents,
					sum(i.amount_cents) OVER (PARTITION BY i.membership_id ORDER BY i.position) AS upto
				FROM membership.instalment i
				JOIN membership.membership m ON m.association_id = i.association_id AND m.id = i.membership_id
				WHERE m.cancelled_at IS NULL AND m.paid_cents < m.due_cents
			) i
			WHERE least(i.upto, i.due_cents) > greatest(i.paid_cents, i.upto - i.amount_cents)
			UNION ALL
			SELECT m.association_id, 'end', m.id, m.person_id, m.fee_id, m.season, m.ends_on,
				m.due_cents - m.paid_cents
			FROM (
				SELECT m.*, max(m.starts_on) OVER (PARTITION BY m.person_id, m.fee_id) AS last_start
				FROM membership.membership m WHERE m.cancelled_at IS NULL
			) m
			WHERE m.ends_on IS NOT NULL AND m.starts_on = m.last_start
		)
		SELECT r.id AS "ruleId", r.subject, r.body, t.id AS "membershipId", t.person_id AS "personId",
			p.display_name AS "personName", p.honorific, p.email, f.name AS "feeName", t.season, t.day AS "targetDay",
			t.cents AS "amountCents"
		FROM membership.reminder_rule r
		JOIN target t ON t.association_id = r.association_id AND t.about = r.about
			AND t.day BETWEEN ${today}::date - r.days - ${GRACE_DAYS}::integer AND ${today}::date - r.days
		JOIN people.person_summary p ON p.association_id = t.association_id AND p.id = t.person_id
			AND NOT p.archived
		JOIN membership.fee f ON f.association_id = t.association_id AND f.id = t.fee_id
		WHERE r.removed_at IS NULL
			AND NOT EXISTS (SELECT FROM membership.reminder_stop x
				WHERE x.association_id = t.association_id AND x.person_id = t.person_id)
			AND NOT EXISTS (SELECT FROM membership.reminder s
				WHERE s.association_id = r.association_id AND s.rule_id = r.id AND s.membership_id = t.id
					AND s.target_day = t.day)
		ORDER BY p.email IS NULL, p.display_name, t.id, t.day LIMIT ${limit}`.execute(tx);
	return rows;
}
