import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { ClosedAccess } from '#platform/server/operations/end-access.ts';
import type { Tx } from '#platform/server/operation.ts';

export interface Departure {
	readonly id: string;
	readonly personId: string;
	readonly leftOn: Day;
	readonly reason: string | null;
	/** `null` while it is only announced. */
	readonly effectiveAt: Date | null;
	readonly undoneAt: Date | null;
	readonly closedAccess: readonly ClosedAccess[];
}

export const DEPARTURE_COLUMNS = sql`
	d.id, d.person_id AS "personId", d.left_on AS "leftOn", d.reason, d.effective_at AS "effectiveAt",
	d.undone_at AS "undoneAt", d.closed_access AS "closedAccess"`;

/** The departure that a person announced for a day to come, if any. */
export async function announcedDeparture(
	tx: Tx,
	personId: string
): Promise<{ id: string; leftOn: Day } | undefined> {
	const { rows } = await sql<Departure>`
		SELECT ${DEPARTURE_COLUMNS} FROM people.departure d
		WHERE d.person_id = ${personId} AND d.effective_at IS NULL AND d.undone_at IS NULL`.execute(tx);
	const [departure] = rows;
	return departure && { id: departure.id, leftOn: departure.leftOn };
}
