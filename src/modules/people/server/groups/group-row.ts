import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { Joining } from '#modules/people/domain/groups/group-tree.ts';
import { groupsLedBy } from './led-groups.ts';

export interface GroupRow {
	readonly id: string;
	readonly name: string;
	readonly parentId: string | null;
	readonly description: string | null;
	readonly joining: Joining;
	readonly keptByLeaders: boolean;
}

export const GROUP_COLUMNS = sql`g.id, g.name, g.parent_id AS "parentId", g.description, g.joining,
	g.kept_by_leaders AS "keptByLeaders"`;

/** @throws {Refusal} `people.group-not-found` */
export async function loadGroup(tx: Tx, id: string): Promise<GroupRow> {
	const { rows } = await sql<GroupRow>`
		SELECT ${GROUP_COLUMNS} FROM people.person_group g WHERE g.id = ${id}`.execute(tx);
	return rows[0] ?? refuseGroup();
}

/** The same, held until the end of the transaction: its people and requests change one at a time. */
export async function lockGroup(tx: Tx, id: string): Promise<GroupRow> {
	const { rows } = await sql<GroupRow>`
		SELECT ${GROUP_COLUMNS} FROM people.person_group g WHERE g.id = ${id} FOR UPDATE`.execute(tx);
	return rows[0] ?? refuseGroup();
}

export function refuseGroup(): never {
	throw new Refusal('not-found', 'people.group-not-found');
}

/**
 * The group, held, for whoever keeps its people: those who write the records, and its leaders when it lets them.
 * `led` are the groups of a leader, who knows nobody outside of them.
 * @throws {Refusal} `platform.not-allowed`, `people.group-not-found` when others lead it, `people.group-not-kept`
 */
export async function lockKeptGroup(
	context: OperationContext,
	id: string,
	operation: string
): Promise<{ group: GroupRow; led: readonly string[] | undefined }> {
	if (context.actor.permissions.has('people.write')) {
		return { group: await lockGroup(context.tx, id), led: undefined };
	}
	const led = await groupsLedBy(context);
	if (led.length === 0) throw new Refusal('forbidden', 'platform.not-allowed', { operation });
	if (!led.includes(id)) refuseGroup();
	const group = await lockGroup(context.tx, id);
	if (!group.keptByLeaders) {
		throw new Refusal('forbidden', 'people.group-not-kept', { group: group.name });
	}
	return { group, led };
}
