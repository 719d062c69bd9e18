import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation, type OperationContext } from '#platform/server/operation.ts';
import { searchGroups } from '../find/search-groups.ts';
import { enterGroup } from './enter-group.ts';
import { lockGroup } from './group-row.ts';

const people = z.array(z.uuid()).max(100).default([]);

export const editGroupLeaders = defineOperation({
	name: 'people.edit-group-leaders',
	summary:
		'Says who leads a group and who no longer does; a leader is one of its people, unless it is a search.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/groups/{id}/leaders' },
	input: z.strictObject({ id: z.uuid(), add: people, remove: people }),
	output: z.object({ leaders: z.int() }),
	/** @throws {Refusal} `people.group-not-found`, `people.person-not-found` */
	async run(context, { id, add, remove }) {
		const { tx, about, announce } = context;
		await lockGroup(tx, id);
		const wanted = [...new Set(add)];
		const known =
			await sql`SELECT FROM people.person p WHERE p.id = ANY(${wanted}::uuid[])`.execute(tx);
		if (known.rows.length < wanted.length) {
			throw new Refusal('not-found', 'people.person-not-found');
		}
		const search = (await searchGroups(tx)).some((one) => one.id === id);
		await (search ? leadSearch : leadMembers)(context, id, wanted, remove);
		const { rows } = await sql<{ leaders: number }>`
			SELECT count(*) AS leaders FROM people.group_leader l WHERE l.group_id = ${id}`.execute(tx);
		about('group', id, { leaders: wanted, former: remove });
		await announce('people.group-changed', { groupId: id });
		return { leaders: rows[0]?.leaders ?? 0 };
	}
});

async function leadMembers(
	context: OperationContext,
	id: string,
	wanted: readonly string[],
	remove: readonly string[]
): Promise<void> {
	await enterGroup(context, id, wanted);
	await sql`
		UPDATE people.group_member m SET leader = (m.person_id = ANY(${wanted}::uuid[]))
		WHERE m.group_id = ${id} AND m.person_id = ANY(${[...wanted, ...remove]}::uuid[])`.execute(
		context.tx
	);
}

/** Nobody is entered into a search: whoever leads it is in it when it finds them. */
async function leadSearch(
	{ tx, association }: OperationContext,
	id: string,
	wanted: readonly string[],
	remove: readonly string[]
): Promise<void> {
	await sql`
		DELETE FROM people.search_leader l
		WHERE l.group_id = ${id} AND l.person_id = ANY(${remove}::uuid[])`.execute(tx);
	await sql`
		INSERT INTO people.search_leader (association_id, group_id, person_id)
		SELECT ${association.id}::uuid, ${id}::uuid, r.person_id
		FROM unnest(${wanted}::uuid[]) AS r(person_id) ON CONFLICT DO NOTHING`.execute(tx);
}
