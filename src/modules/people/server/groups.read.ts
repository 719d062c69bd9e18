import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation, type Tx } from '#platform/server/operation.ts';

export const listGroups = defineOperation({
	name: 'people.list-groups',
	summary: 'Lists the groups and how many people not archived each has.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/groups' },
	input: z.strictObject({}),
	output: z.object({
		groups: z.array(z.object({ id: z.uuid(), name: z.string(), members: z.int() }))
	}),
	run: ({ tx, remember }) => remember('groups', () => countByGroup(tx))
});

async function countByGroup(tx: Tx) {
	const { rows } = await sql<{ id: string; name: string; members: number }>`
		SELECT g.id, g.name, count(p.id) AS members
		FROM people.person_group g
		LEFT JOIN people.group_member m ON m.association_id = g.association_id AND m.group_id = g.id
		LEFT JOIN people.person p ON p.association_id = m.association_id AND p.id = m.person_id
			AND NOT p.archived
		GROUP BY g.id, g.name, g.name_key ORDER BY g.name_key LIMIT 1000`.execute(tx);
	return { groups: rows };
}

export const listCategories = defineOperation({
	name: 'people.list-categories',
	summary: 'Lists the categories in use and how many people not archived each has.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/person-categories' },
	input: z.strictObject({}),
	output: z.object({
		categories: z.array(z.object({ name: z.string(), persons: z.int() }))
	}),
	run: ({ tx, remember }) => remember('categories', () => countByCategory(tx))
});

async function countByCategory(tx: Tx) {
	const { rows } = await sql<{ name: string; persons: number }>`
		SELECT p.category AS name, count(*) FILTER (WHERE NOT p.archived) AS persons
		FROM people.person p WHERE p.category IS NOT NULL
		GROUP BY p.category ORDER BY p.category LIMIT 1000`.execute(tx);
	return { categories: rows };
}
