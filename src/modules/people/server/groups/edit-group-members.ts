import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation, type OperationContext } from '#platform/server/operation.ts';
import { inGroups } from '../find/search-groups.ts';
import { enterGroup } from './enter-group.ts';
import { lockKeptGroup } from './group-row.ts';

const people = z.array(z.uuid()).max(1_000).default([]);

export const editGroupMembers = defineOperation({
	name: 'people.edit-group-members',
	summary: 'Adds people to a group and removes others; whoever is already in or out stays so.',
	permission: 'people.lead',
	kind: 'command',
	http: { method: 'post', path: '/groups/{id}/members' },
	input: z.strictObject({ id: z.uuid(), add: people, remove: people }),
	output: z.object({ added: z.int(), removed: z.int() }),
	/** @throws {Refusal} `people.person-not-found`, also for whom a leader doesn’t know; those of `lockKeptGroup` */
	async run(context, { id, add, remove }) {
		const { tx, about, announce } = context;
		const { led } = await lockKeptGroup(context, id, 'people.edit-group-members');
		const wanted = [...new Set(add)];
		await refuseUnknown(context, wanted, led);
		// Only those who keep the records say who leads.
		const kept = led ? sql`NOT m.leader` : sql`true`;
		const left = await sql`
			DELETE FROM people.group_member m
			WHERE m.group_id = ${id} AND m.person_id = ANY(${remove}::uuid[]) AND ${kept}`.execute(tx);
		const counts = {
			added: await enterGroup(context, id, wanted),
			removed: Number(left.numAffectedRows ?? 0)
		};
		about('group', id, counts);
		if (counts.added + counts.removed > 0) await announce('people.group-changed', { groupId: id });
		return counts;
	}
});

async function refuseUnknown(
	context: OperationContext,
	ids: readonly string[],
	led: readonly string[] | undefined
) {
	const known = led ? await inGroups(context, led) : sql`true`;
	const { rows } = await sql`
		SELECT FROM people.person p WHERE p.id = ANY(${ids}::uuid[]) AND ${known}`.execute(context.tx);
	if (rows.length < ids.length) throw new Refusal('not-found', 'people.person-not-found');
}
