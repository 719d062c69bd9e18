import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { JOINING } from '#modules/people/domain/groups/group-tree.ts';

const ownGroup = z.object({
	id: z.uuid(),
	name: z.string(),
	description: z.string().nullable(),
	joining: z.enum(JOINING),
	/** Names of those who lead it. */
	leaders: z.array(z.string()),
	/** Whether one leads it, is one of its people, has asked to enter, or none of that. */
	standing: z.enum(['leads', 'in', 'asked', 'out'])
});

export const ownGroups = defineOperation({
	name: 'people.own-groups',
	summary: 'Lists the groups that one is in or may enter, by name.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/own-groups' },
	input: z.strictObject({}),
	output: z.object({ groups: z.array(ownGroup) }),
	async run({ tx, actor: { personId } }) {
		if (personId === null) return { groups: [] };
		const { rows } = await sql<z.output<typeof ownGroup>>`
			SELECT g.id, g.name, g.description, g.joining,
				CASE WHEN m.leader OR s.group_id IS NOT NULL THEN 'leads' WHEN m.id IS NOT NULL THEN 'in'
					WHEN r.asked_at IS NOT NULL THEN 'asked' ELSE 'out' END AS standing,
				ARRAY(SELECT p.display_name FROM people.group_leader l
					JOIN people.person p ON p.association_id = l.association_id AND p.id = l.person_id
					WHERE l.association_id = g.association_id AND l.group_id = g.id
					ORDER BY p.sort_name) AS leaders
			FROM people.person_group g
			LEFT JOIN people.group_member m ON m.association_id = g.association_id
				AND m.group_id = g.id AND m.person_id = ${personId}
			LEFT JOIN people.search_leader s ON s.association_id = g.association_id
				AND s.group_id = g.id AND s.person_id = ${personId}
			LEFT JOIN people.join_request r ON r.association_id = g.association_id
				AND r.group_id = g.id AND r.person_id = ${personId}
			WHERE m.id IS NOT NULL OR s.group_id IS NOT NULL OR g.joining <> 'closed'
			ORDER BY g.name_key LIMIT 1000`.execute(tx);
		return { groups: rows };
	}
});
