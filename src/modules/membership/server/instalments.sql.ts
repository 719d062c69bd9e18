import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Instalment } from '../domain/instalments.ts';

export interface InstalmentRow extends Instalment {
	readonly id: string;
	readonly reference: string | null;
}

/** The instalments of a membership, in order; none when it is paid in one go. */
export async function instalmentsOf(tx: Tx, membershipId: string): Promise<InstalmentRow[]> {
	const { rows } = await sql<InstalmentRow>`
		SELECT i.id, i.due_on AS "dueOn", i.amount_cents AS "amountCents", i.reference
		FROM membership.instalment i WHERE i.membership_id = ${membershipId}
		ORDER BY i.position`.execute(tx);
	return rows;
}

/**
 * One row for each membership that is paid in instalments and not in full: what is owed today, and since when, as
 * `plannedDues` of `domain/instalments.ts` says it.
 */
export function plannedDues(
	today: Day,
	where: RawBuilder<unknown> = sql`true`
): RawBuilder<unknown> {
	return sql`
		SELECT o.membership_id, o.owed, CASE WHEN o.owed > 0 THEN o.since END AS since
		FROM (
			SELECT i.membership_id, min(i.due_on) FILTER (WHERE i.upto > i.paid_cents) AS since,
				CASE WHEN max(i.due_on) <= ${today} THEN min(i.due_cents - i.paid_cents)
					ELSE greatest(0, least(min(i.due_cents),
						coalesce(sum(i.amount_cents) FILTER (WHERE i.due_on <= ${today}), 0)) - min(i.paid_cents))
				END AS owed
			FROM (
				SELECT i.membership_id, i.due_on, i.amount_cents, x.due_cents, x.paid_cents,
					sum(i.amount_cents) OVER (PARTITION BY i.membership_id ORDER BY i.position) AS upto
				FROM membership.instalment i
				JOIN membership.membership x ON x.association_id = i.association_id AND x.id = i.membership_id
				WHERE x.cancelled_at IS NULL AND x.paid_cents < x.due_cents AND ${where}
			) i
			GROUP BY i.membership_id
		) o`;
}
