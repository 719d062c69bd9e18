import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { inGroups } from '../find/search-groups.ts';

type Reader = Pick<OperationContext, 'tx' | 'actor'>;

/** The groups that the caller leads, those below them included; none for who is linked to nobody. */
export async function groupsLedBy({ tx, actor }: Reader): Promise<readonly string[]> {
	if (actor.personId === null) return [];
	const { rows } = await sql<{ id: string }>`
		WITH RECURSIVE led AS (
			SELECT l.group_id AS id FROM people.group_leader l WHERE l.person_id = ${actor.personId}
			UNION
			SELECT g.id FROM people.person_group g JOIN led ON g.parent_id = led.id
		)
		SELECT id FROM led`.execute(tx);
	return rows.map(({ id }) => id);
}

/**
 * The groups whose people the caller may read: `undefined` for those who read all records, else those that
 * they lead.
 * @throws {Refusal} `platform.not-allowed` when they lead none
 */
export async function readableGroups(
	context: Reader,
	operation = 'people.list-persons'
): Promise<readonly string[] | undefined> {
	if (context.actor.permissions.has('people.read')) return undefined;
	const led = await groupsLedBy(context);
	if (led.length === 0) throw new Refusal('forbidden', 'platform.not-allowed', { operation });
	return led;
}

/** Whether the caller leads a group that the person is in, or one above it. */
export async function leadsPerson(context: OperationContext, personId: string): Promise<boolean> {
	const led = await groupsLedBy(context);
	if (led.length === 0) return false;
	const { rows } = await sql`
		SELECT FROM people.person p
		WHERE p.id = ${personId} AND ${await inGroups(context, led)}`.execute(context.tx);
	return rows.length > 0;
}
