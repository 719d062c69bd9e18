import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation, type Tx } from '#platform/server/operation.ts';

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
