import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';

const people = z.array(z.uuid()).max(1_000).default([]);

export const editGroupMembers = defineOperation({
	name: 'people.edit-group-members',
	summary: 'Adds people to a group and removes others; whoever is already in or out stays so.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/groups/{id}/members' },
	input: z.strictObject({ id: z.uuid(), add: people, remove: people }),
	output: z.object({ added: z.int(), removed: z.int() }),
	async run({ tx, association, about, announce }, { id, add, remove }) {
		const group =
			await sql`SELECT FROM people.person_group g WHERE g.id = ${id} FOR UPDATE`.execute(tx);
		if (group.rows.length === 0) throw new Refusal('not-found', 'people.group-not-found');
		const wanted = [...new Set(add)];
		const known =
			await sql`SELECT FROM people.person p WHERE p.id = ANY(${wanted}::uuid[])`.execute(tx);
		if (known.rows.length < wanted.length)
			throw new Refusal('not-found', 'people.person-not-found');
		const left = await sql`
			DELETE FROM people.group_member m
			WHERE m.group_id = ${id} AND m.person_id = ANY(${remove}::uuid[])`.execute(tx);
		const entered = await sql`
			INSERT INTO people.group_member (association_id, id, group_id, person_id)
			SELECT ${association.id}::uuid, r.id, ${id}::uuid, r.person_id
			FROM unnest(${wanted.map(() => newId())}::uuid[], ${wanted}::uuid[]) AS r(id, person_id)
			ON CONFLICT (association_id, group_id, person_id) DO NOTHING`.execute(tx);
		const counts = {
			added: Number(entered.numAffectedRows ?? 0),
			removed: Number(left.numAffectedRows ?? 0)
		};
		about('group', id, counts);
		if (counts.added + counts.removed > 0) await announce('people.group-changed', { groupId: id });
		return counts;
	}
});
