import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { groupKey } from '#modules/people/domain/import/known-groups.ts';

export interface Entering {
	readonly personId: string;
	/** Names; a group that doesn't exist is created. */
	readonly groups: readonly string[];
}

/** Puts people into groups by name; an import that did it can undo it. */
export async function enterGroups(
	{ tx, association, announce }: OperationContext,
	entering: readonly Entering[],
	importId: string
): Promise<void> {
	if (entering.length === 0) return;
	const names = new Map(
		entering.flatMap(({ groups }) => groups.map((name) => [groupKey(name), name]))
	);
	const keys = [...names.keys()];
	await sql`
		INSERT INTO people.person_group (association_id, id, name, name_key, import_id)
		SELECT ${association.id}::uuid, r.id, r.name, r.key, ${importId}::uuid
		FROM unnest(${keys.map(() => newId())}::uuid[], ${[...names.values()]}::text[], ${keys}::text[])
			AS r(id, name, key)
		ON CONFLICT (association_id, name_key) DO NOTHING`.execute(tx);
	const pairs = entering.flatMap(({ personId, groups }) =>
		groups.map((name) => ({ personId, key: groupKey(name) }))
	);
	await sql`
		INSERT INTO people.group_member (association_id, id, group_id, person_id, import_id)
		SELECT ${association.id}::uuid, r.id, g.id, r.person_id, ${importId}::uuid
		FROM unnest(${pairs.map(() => newId())}::uuid[], ${pairs.map(({ personId }) => personId)}::uuid[],
			${pairs.map(({ key }) => key)}::text[]) AS r(id, person_id, key)
		JOIN people.person_group g ON g.name_key = r.key
		ON CONFLICT (association_id, group_id, person_id) DO NOTHING`.execute(tx);
	const { rows } = await sql<{ id: string }>`
		SELECT g.id FROM people.person_group g WHERE g.name_key = ANY(${keys}::text[])`.execute(tx);
	for (const { id } of rows) await announce('people.group-changed', { groupId: id });
}

/** Takes back what `enterGroups` did; a group that others have entered since stays. */
export async function leaveGroups(tx: Tx, importId: string): Promise<void> {
	await sql`DELETE FROM people.group_member m WHERE m.import_id = ${importId}`.execute(tx);
	await sql`
		DELETE FROM people.person_group g
		WHERE g.import_id = ${importId} AND NOT EXISTS (
			SELECT FROM people.group_member m
			WHERE m.association_id = g.association_id AND m.group_id = g.id)`.execute(tx);
}
