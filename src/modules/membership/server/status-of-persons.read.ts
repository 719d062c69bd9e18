import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation, type OperationContext, type Tx } from '#platform/server/operation.ts';
import { standingOn } from '../domain/standing.ts';
import { membershipLines, type MembershipLine } from './list-memberships.read.ts';
import { standingView } from './standing-view.ts';

const personStatus = z.object({
	personId: z.uuid(),
	standing: standingView,
	/** Of the membership that runs, or of the latest one. */
	feeName: z.string(),
	tariffLabel: z.string(),
	season: z.string().nullable(),
	dueCents: z.int(),
	paidCents: z.int()
});
export type PersonStatus = z.output<typeof personStatus>;

export const statusOfPersons = defineOperation({
	name: 'membership.status-of-persons',
	summary: 'Says where the given people stand, for a list; who never joined is left out.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/statuses' },
	input: z.strictObject({ ids: z.array(z.uuid()).max(200) }),
	output: z.object({ statuses: z.array(personStatus) }),
	run: async (context, { ids }) => ({ statuses: await statusesOf(context, ids) })
});

/** Where the given people stand; who never joined is left out. The caller has authorised the reader. */
export async function statusesOf(
	{ tx, today, remember }: OperationContext,
	ids: readonly string[]
): Promise<PersonStatus[]> {
	const planned = await remember('instalments', () => hasInstalments(tx));
	const { rows } = await sql<MembershipLine>`
		${membershipLines(today, planned)} WHERE m.person_id = ANY(${ids}::uuid[]) AND m.cancelled_at IS NULL
		ORDER BY m.starts_on DESC, m.id DESC`.execute(tx);
	const byPerson = Map.groupBy(rows, ({ personId }) => personId);
	return [...byPerson].flatMap(([personId, lines]): PersonStatus[] => {
		const begun = lines.filter(({ startsOn }) => startsOn <= today);
		const running = begun.find(({ endsOn }) => endsOn === null || endsOn >= today);
		const main = running ?? begun[0] ?? lines[0];
		if (!main) return [];
		const { feeName, tariffLabel, season, dueCents, paidCents } = main;
		const standing = standingOn(lines, today);
		return [{ personId, standing, feeName, tariffLabel, season, dueCents, paidCents }];
	});
}

async function hasInstalments(tx: Tx): Promise<boolean> {
	const { rows } = await sql`SELECT FROM membership.instalment LIMIT 1`.execute(tx);
	return rows.length > 0;
}
