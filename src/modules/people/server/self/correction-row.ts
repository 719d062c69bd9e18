import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { Changes } from '#modules/people/domain/change.ts';

export interface Correction {
	readonly id: string;
	readonly personId: string;
	readonly accountId: string | null;
	readonly askedAt: Date;
	readonly changes: Changes;
}

export const CORRECTION_COLUMNS = sql`
	c.id, c.person_id AS "personId", c.account_id AS "accountId", c.asked_at AS "askedAt", c.changes`;

/** What waits for somebody’s agreement on the record of a person, if anything. */
export async function waitingCorrection(tx: Tx, personId: string): Promise<Correction | undefined> {
	const { rows } = await sql<Correction>`
		SELECT ${CORRECTION_COLUMNS} FROM people.correction c
		WHERE c.person_id = ${personId} AND c.state = 'waiting'`.execute(tx);
	return rows[0];
}
