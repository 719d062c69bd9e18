import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';

/** Holds records until the end of the transaction, in one order: whoever changes them at the same time waits. */
export async function holdPeople(tx: Tx, ids: readonly string[]): Promise<void> {
	await sql`
		SELECT p.id FROM people.person p WHERE p.id = ANY(${ids}::uuid[])
		ORDER BY p.id FOR UPDATE`.execute(tx);
}
