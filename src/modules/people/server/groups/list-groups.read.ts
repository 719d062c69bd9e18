import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation, type OperationContext } from '#platform/server/operation.ts';
import { JOINING } from '#modules/people/domain/groups/group-tree.ts';
import { foundByGroup, searchGroups } from '../find/search-groups.ts';
import { readableGroups } from './led-groups.ts';

const listed = z.object({
	id: z.uuid(),
	name: z.string(),
	/** People not archived, those of the groups within left out. */
	members: z.int(),
	/** The group that it is part of. */
	parentId: z.uuid().nullable(),
	joining: z.enum(JOINING),
	/** How many people wait to enter. */
	requests: z.int()
});
type Listed = z.output<typeof listed>;

export const listGroups = defineOperation({
	name: 'people.list-groups',
	summary:
		'Lists the groups by name and how many people not archived each has; leaders see those they lead.',
	permission: 'people.lead',
	kind: 'query',
	http: { method: 'get', path: '/groups' },
	input: z.strictObject({}),
	output: z.object({ groups: z.array(listed) }),
	/** @throws {Refusal} `platform.not-allowed` for whoever leads none and doesn’t read the records */
	async run(context) {
		const led = await readableGroups(context, 'people.list-groups');
		const groups = await context.remember('groups', () => countByGroup(context));
		return { groups: led ? groups.filter(({ id }) => led.includes(id)) : groups };
	}
});

async function countByGroup(context: OperationContext): Promise<Listed[]> {
	const { tx } = context;
	const { rows } = await sql<Listed>`
		SELECT g.id, g.name, count(p.id) AS members, g.parent_id AS "parentId", g.joining,
			(SELECT count(*) FROM people.join_request r
				WHERE r.association_id = g.association_id AND r.group_id = g.id) AS requests
		FROM people.person_group g
		LEFT JOIN people.group_member m ON m.association_id = g.association_id AND m.group_id = g.id
		LEFT JOIN people.person p ON p.association_id = m.association_id AND p.id = m.person_id
			AND NOT p.archived
		GROUP BY g.association_id, g.id ORDER BY g.name_key LIMIT 1000`.execute(tx);
	const searched = new Map<string, number>();
	for (const { id, ...search } of await searchGroups(tx)) {
		const { rows: counted } = await sql<{ members: number }>`
			SELECT count(*) AS members FROM people.person p
			WHERE ${await foundByGroup(context, search)} AND NOT p.archived`.execute(tx);
		searched.set(id, counted[0]?.members ?? 0);
	}
	return rows.map((group) => ({ ...group, members: searched.get(group.id) ?? group.members }));
}
