import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { defineOperation, type Tx } from '#platform/server/operation.ts';
import { standings } from './standing.sql.ts';

const summary = z.object({
	/** People not archived. */
	people: z.int(),
	upToDate: z.int(),
	owing: z.int(),
	upcoming: z.int(),
	expired: z.int(),
	/** Never had a membership. */
	none: z.int(),
	/** Owed by all, archived people too. */
	owedCents: z.int()
});

export const membershipSummary = defineOperation({
	name: 'membership.membership-summary',
	summary: 'Counts the people who are up to date, owe, have expired or never joined.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/summary' },
	input: z.strictObject({}),
	output: summary,
	run: ({ tx, today, remember }) => remember('standings', () => count(tx, today))
});

async function count(tx: Tx, today: Day): Promise<z.output<typeof summary>> {
	const { rows } = await sql<z.output<typeof summary>>`
		SELECT count(*) FILTER (WHERE NOT p.archived) AS people,
			count(*) FILTER (WHERE NOT p.archived AND s.standing = 'up-to-date') AS "upToDate",
			count(*) FILTER (WHERE NOT p.archived AND s.standing = 'owing') AS owing,
			count(*) FILTER (WHERE NOT p.archived AND s.standing = 'upcoming') AS upcoming,
			count(*) FILTER (WHERE NOT p.archived AND s.standing = 'expired') AS expired,
			count(*) FILTER (WHERE NOT p.archived AND s.standing IS NULL) AS none,
			coalesce(sum(s.owed_cents), 0) AS "owedCents"
		FROM people.person_summary p LEFT JOIN (${standings(today)}) s ON s.person_id = p.id`.execute(tx);
	const [row] = rows;
	if (!row) throw new Error('An aggregate without a row');
	return row;
}
