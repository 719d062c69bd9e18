import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { perform } from '#platform/server/perform.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { monthlyInstalments, plannedDues } from '../domain/instalments.ts';
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

	it('is that of the domain for instalments too', async () => {
		const { id: association_id, fee, tariffId, as } = await anAssociationWithDues();
		const plans = fc.record({
			parts: fc.integer({ min: 2, max: 5 }),
			first: fc.integer({ min: -200, max: 100 }),
			paid: fc.integer({ min: 0, max: 3 }),
			discount: fc.constantFrom(0, 500, 1500)
		});
		for (const { parts, first, paid, discount } of fc.sample(plans, { numRuns: 40, seed: 7 })) {
			const personId = await aPerson(as('administrator'));
			const instalments = monthlyInstalments(3000, parts, addDays(today, first));
			const dueCents = 3000 - discount;
			const paidCents = Math.min(dueCents, paid * 700);
			const startsOn = addDays(today, -210);
			const rows = await inAssociation(program.runtime.database.db, association_id, async (tx) => {
				const id = newId();
				await sql`
					INSERT INTO membership.membership (association_id, id, person_id, fee_id, tariff_id,
						starts_on, due_cents, paid_cents)
					VALUES (${association_id}, ${id}, ${personId}, ${fee.id}, ${tariffId}, ${startsOn},
						${dueCents}, ${paidCents})`.execute(tx);
				for (const [index, { dueOn, amountCents }] of instalments.entries()) {
					await sql`
						INSERT INTO membership.instalment
							(association_id, id, membership_id, position, due_on, amount_cents)
						VALUES (${association_id}, ${newId()}, ${id}, ${index + 1}, ${dueOn}, ${amountCents})`.execute(tx);
				}
				const found = await sql<{ owed_cents: number; since: string | null; standing: string }>`
					SELECT s.owed_cents, s.since, s.standing FROM (${standings(today)}) s
					WHERE s.person_id = ${personId}`.execute(tx);
				return found.rows;
			});
			const plan = plannedDues(instalments, { dueCents, paidCents }, today);
			const standing = standingOn([{ startsOn, endsOn: null, dueCents, paidCents, plan }], today);
			const owing = standing.kind === 'owing' ? standing : { owedCents: 0, since: null };
			const expected = { standing: standing.kind, owed_cents: owing.owedCents, since: owing.since };
			expect(rows).toEqual([expected]);
		}
	});
});
