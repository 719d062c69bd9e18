import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { perform } from '#platform/server/perform.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { standingOn, type MembershipFacts } from '../domain/standing.ts';
import { anAssociationWithDues, onTheSameDay, TODAY } from './dues.testing.ts';
import * as membership from './operations.ts';
import { standings } from './standing.sql.ts';

const program = useTestProgram();
onTheSameDay();

const today = day(TODAY);

/** Up to three memberships, one after the other, at most one without end, paid or not. */
const histories = fc
	.array(
		fc.record({
			gap: fc.integer({ min: 1, max: 200 }),
			length: fc.integer({ min: 0, max: 400 }),
			dueCents: fc.integer({ min: 0, max: 3000 }),
			paid: fc.boolean()
		}),
		{ maxLength: 3 }
	)
	.map((parts): MembershipFacts[] => {
		let next = addDays(today, -450);
		return parts.map(({ gap, length, dueCents, paid }, index) => {
			const startsOn = addDays(next, gap);
			const last = addDays(startsOn, length);
			next = last;
			const endsOn = index === 2 ? null : last;
			return { startsOn, endsOn, dueCents, paidCents: paid ? dueCents : 0 };
		});
	});

describe('the standing in SQL', () => {
	it('is that of the domain', async () => {
		const { id: association_id, system, fee, tariffId } = await anAssociationWithDues();
		const cases = fc.sample(histories, { numRuns: 60, seed: 20261121 });
		const expected = new Map<string, string>();
		for (const facts of cases) {
			const personId = await aPerson(system);
			const standing = standingOn(facts, today);
			if (facts.length > 0) {
				const owed = standing.kind === 'owing' ? standing : { owedCents: 0, since: null };
				expected.set(personId, `${standing.kind} ${owed.owedCents} ${owed.since}`);
			}
			await inAssociation(program.runtime.database.db, association_id, async (tx) => {
				for (const { startsOn, endsOn, dueCents, paidCents } of facts) {
					await sql`
						INSERT INTO membership.membership (association_id, id, person_id, fee_id, tariff_id,
							starts_on, ends_on, due_cents, paid_cents)
						VALUES (${association_id}, ${newId()}, ${personId}, ${fee.id}, ${tariffId},
							${startsOn}, ${endsOn}, ${dueCents}, ${paidCents})`.execute(tx);
				}
			});
		}
		const { rows } = await inAssociation(program.runtime.database.db, association_id, (tx) =>
			sql<{ person_id: string; owed_cents: number; since: string | null; standing: string }>`
				${standings(today)}`.execute(tx)
		);
		const found = new Map(
			rows.map((row) => [row.person_id, `${row.standing} ${row.owed_cents} ${row.since}`])
		);
		expect(found).toEqual(expected);
		const kinds = new Set([...expected.values()].map((text) => text.split(' ')[0]));
		expect(kinds).toEqual(new Set(['expired', 'owing', 'upcoming', 'up-to-date']));
		const summary = await perform(membership.membershipSummary, system, {});
		expect(summary.people).toBe(61);
		expect(
			summary.upToDate + summary.owing + summary.upcoming + summary.expired + summary.none
		).toBe(61);
	});
});
