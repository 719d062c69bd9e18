import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';

/** Enters people that exist into a group; answers how many were not in it. What they asked for is then done. */
export async function enterGroup(
	{ tx, association }: OperationContext,
	groupId: string,
	personIds: readonly string[]
): Promise<number> {
	const entered = await sql`
		INSERT INTO people.group_member (association_id, id, group_id, person_id)
		SELECT ${association.id}::uuid, r.id, ${groupId}::uuid, r.person_id
		FROM unnest(${personIds.map(() => newId())}::uuid[], ${personIds}::uuid[]) AS r(id, person_id)
		ON CONFLICT (association_id, group_id, person_id) DO NOTHING`.execute(tx);
	await sql`
		DELETE FROM people.join_request r
		WHERE r.group_id = ${groupId} AND r.person_id = ANY(${personIds}::uuid[])`.execute(tx);
	return Number(entered.numAffectedRows ?? 0);
}
