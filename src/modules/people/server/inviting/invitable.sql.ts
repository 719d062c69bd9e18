import { sql } from 'kysely';
import type { OperationContext, Tx } from '#platform/server/operation.ts';

/** Why somebody gets no invitation; `shares-email`: the account of somebody else with the same e-mail serves both. */
export const LEFT_OUT = ['no-email', 'inside', 'invited', 'shares-email'] as const;

export interface Invitable {
	readonly personId: string;
	readonly name: string;
	readonly email: string | null;
	readonly language: string | null;
	/** `null` for whoever may be invited. */
	readonly leftOut: (typeof LEFT_OUT)[number] | null;
}

/**
 * Every human being of the lists `i`, with whether an invitation may go to them. Of those who share an e-mail one
 * gets it: who pays for the household, else a parent, else the eldest.
 */
export function invitable({ association, now }: Pick<OperationContext, 'association' | 'now'>) {
	return sql<Invitable>`(
		SELECT p.id AS "personId", p.display_name AS name, p.email_key AS email, p.language, p.sort_name,
			CASE
				WHEN p.email_key IS NULL THEN 'no-email'
				WHEN EXISTS (SELECT FROM platform.known_account a
						WHERE a.association_id = p.association_id AND a.person_id = p.id)
					OR EXISTS (SELECT FROM platform.known_account a
						WHERE a.association_id = p.association_id AND lower(a.email) = p.email_key)
					THEN 'inside'
				WHEN p.id <> first_value(p.id) OVER (PARTITION BY p.email_key ORDER BY
					coalesce(h.billing, false) DESC, coalesce(h.rank, 2), p.birth_date NULLS LAST, p.id)
					THEN 'shares-email'
				WHEN EXISTS (SELECT FROM platform.open_invitation l
					WHERE l.association_id = ${association.id} AND l.expires_at > ${now}
						AND l.email = p.email_key) THEN 'invited'
			END AS "leftOut"
		FROM people.person p
		LEFT JOIN LATERAL (
			SELECT bool_or(m.billing) AS billing,
				min(CASE m.role WHEN 'parent' THEN 0 WHEN 'partner' THEN 1 WHEN 'other' THEN 2 ELSE 3 END) AS rank
			FROM people.household_member m
			WHERE m.association_id = p.association_id AND m.person_id = p.id
		) h ON true
		WHERE p.kind = 'natural' AND NOT p.archived
	)`;
}

/** One sender at a time in an association: whoever comes second finds the invitations of the first. */
export async function takeTurn(tx: Tx, associationId: string): Promise<void> {
	await sql`SELECT pg_advisory_xact_lock(hashtext('people.invitations'), hashtext(${associationId}))`.execute(
		tx
	);
}
