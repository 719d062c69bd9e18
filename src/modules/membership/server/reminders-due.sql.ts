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
	readonly email: string | null;
	readonly feeName: string;
	readonly season: string | null;
	readonly targetDay: Day;
	/** What is asked for: of the instalment, or all that is left; zero for the end of a paid membership. */
	readonly amountCents: number;
}

/** What is to be sent today and was not, by name; nothing for people archived or not to be reminded. */
export async function remindersDue(tx: Tx, today: Day, limit: number): Promise<ReminderDue[]> {
	const { rows } = await sql<ReminderDue>`
		WITH target AS (
			SELECT 'due' AS about, m.id, m.person_id, m.fee_id, m.season, m.starts_on AS day,
				m.due_cents - m.paid_cents AS cents
			FROM membership.membership m
			WHERE m.cancelled_at IS NULL AND m.paid_cents < m.due_cents AND NOT EXISTS (
				SELECT FROM membership.instalment i
				WHERE i.association_id = m.association_id AND i.membership_id = m.id)
			UNION ALL
			SELECT 'due', i.id, i.person_id, i.fee_id, i.season, i.due_on,
				least(i.upto, i.due_cents) - greatest(i.paid_cents, i.upto - i.amount_cents)
			FROM (
				SELECT m.id, m.person_id, m.fee_id, m.season, m.due_cents, m.paid_cents, i.due_on, i.amount_cents,
					sum(i.amount_cents) OVER (PARTITION BY i.membership_id ORDER BY i.position) AS upto
				FROM membership.instalment i
				JOIN membership.membership m ON m.association_id = i.association_id AND m.id = i.membership_id
				WHERE m.cancelled_at IS NULL AND m.paid_cents < m.due_cents
			) i
			WHERE least(i.upto, i.due_cents) > greatest(i.paid_cents, i.upto - i.amount_cents)
			UNION ALL
			SELECT 'end', m.id, m.person_id, m.fee_id, m.season, m.ends_on, m.due_cents - m.paid_cents
			FROM membership.membership m
			WHERE m.cancelled_at IS NULL AND m.ends_on IS NOT NULL AND NOT EXISTS (
				SELECT FROM membership.membership n
				WHERE n.association_id = m.association_id AND n.person_id = m.person_id
					AND n.fee_id = m.fee_id AND n.cancelled_at IS NULL AND n.starts_on > m.starts_on)
		)
		SELECT r.id AS "ruleId", r.subject, r.body, t.id AS "membershipId", t.person_id AS "personId",
			p.display_name AS "personName", p.email, f.name AS "feeName", t.season, t.day AS "targetDay",
			t.cents AS "amountCents"
		FROM membership.reminder_rule r
		JOIN target t ON t.about = r.about
			AND t.day BETWEEN ${today}::date - r.days - ${GRACE_DAYS}::integer AND ${today}::date - r.days
		JOIN people.person_summary p ON p.id = t.person_id AND NOT p.archived
		JOIN membership.fee f ON f.id = t.fee_id
		WHERE r.removed_at IS NULL
			AND NOT EXISTS (SELECT FROM membership.reminder_stop x WHERE x.person_id = t.person_id)
			AND NOT EXISTS (SELECT FROM membership.reminder s
				WHERE s.rule_id = r.id AND s.membership_id = t.id AND s.target_day = t.day)
		ORDER BY p.email IS NULL, p.display_name, t.id, t.day LIMIT ${limit}`.execute(tx);
	return rows;
}
