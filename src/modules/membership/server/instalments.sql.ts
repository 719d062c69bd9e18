import { sql } from 'kysely';
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
