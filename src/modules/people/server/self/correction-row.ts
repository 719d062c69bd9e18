import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import { applyChanges, changesBetween, invert } from '#modules/people/domain/change.ts';
import type { PersonRecord } from '#modules/people/domain/person.ts';

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

/** Of the fields of a correction, those that somebody has changed since: what they were then, what they are. */
export function changedSinceAsked(current: PersonRecord, changes: Changes): Changes {
	const then = applyChanges(current, invert(changes));
	return Object.fromEntries(
		Object.entries(changesBetween(then, current)).filter(
			([field, [, now]]) => changes[field] !== undefined && changes[field][1] !== now
		)
	);
}
