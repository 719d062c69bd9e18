import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { sum } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { MEMBERSHIPS_RENEWED, RENEWAL_UNDONE } from '../domain/events.ts';
import { lockFee } from './fee-row.ts';
import { planRenewal, renewalFields, type RenewalLine } from './plan-renewal.ts';

export const renewMemberships = defineOperation({
	name: 'membership.renew-memberships',
	summary:
		'Renews the memberships of all who had one, each with their own tariff, all at once; what they owe is recorded, no payment taken.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/renewals', success: 201 },
	input: z.strictObject({
		...renewalFields,
		/** What the preview showed; refused when it is not so any more. */
		expected: z.strictObject({ people: z.int(), totalCents: z.int() }).optional()
	}),
	output: z.object({ renewalId: z.uuid(), people: z.int(), totalCents: z.int() }),
	async run(context, { feeId, on = context.today, excluded, incomeSeen, expected }) {
		await lockFee(context.tx, feeId);
		const plan = await planRenewal(context, feeId, { on, incomeSeen, excluded });
		const lines = plan.lines.filter((line) => !line.excluded);
		const people = lines.length;
		const totalCents = sum(lines.map(({ dueCents }) => dueCents));
		if (expected && (expected.people !== people || expected.totalCents !== totalCents)) {
			throw new Refusal('conflict', 'membership.renewal-changed');
		}
		if (people === 0) throw new Refusal('conflict', 'membership.nobody-to-renew');
		const renewalId = newId();
		const { season } = plan.terms;
		const askedOn = plan.terms.startsOn ?? on;
		await insertRenewal(context, { renewalId, feeId, askedOn, season, people, totalCents });
		await insertAll(context, { renewalId, feeId, season }, lines);
		await context.announce(MEMBERSHIPS_RENEWED, { renewalId, feeId, people });
		context.about('renewal', renewalId, { people, totalCents });
		return { renewalId, people, totalCents };
	}
});

interface Renewal {
	readonly renewalId: string;
	readonly feeId: string;
	readonly season: string | null;
}

async function insertRenewal(
	{ tx, association, actor, now }: OperationContext,
	renewal: Renewal & { askedOn: Day; people: number; totalCents: number }
): Promise<void> {
	const { renewalId, feeId, season, askedOn, people, totalCents } = renewal;
	await sql`
		INSERT INTO membership.renewal
			(association_id, id, fee_id, asked_on, season, people, total_cents, created_at, created_by)
		VALUES (${association.id}, ${renewalId}, ${feeId}, ${askedOn}::date, ${season}, ${people},
			${totalCents}, ${now}, ${actor.accountId})`.execute(tx);
}

/** One statement for all; the database refuses an overlap with a membership recorded meanwhile. */
async function insertAll(
	{ tx, association, actor }: OperationContext,
	{ renewalId, feeId, season }: Renewal,
	lines: readonly RenewalLine[]
): Promise<void> {
	const column = <Key extends keyof RenewalLine>(key: Key) => lines.map((line) => line[key]);
	await sql`
		INSERT INTO membership.membership (association_id, id, person_id, fee_id, tariff_id, season,
			starts_on, ends_on, due_cents, renewal_id, created_by)
		SELECT ${association.id}, l.id, l.person_id, ${feeId}, l.tariff_id, ${season}, l.starts_on,
			l.ends_on, l.due_cents, ${renewalId}, ${actor.accountId}::uuid
		FROM unnest(${lines.map(() => newId())}::uuid[], ${column('personId')}::uuid[],
			${column('tariffId')}::uuid[], ${column('startsOn')}::date[], ${column('endsOn')}::date[],
			${column('dueCents')}::bigint[]) AS l (id, person_id, tariff_id, starts_on, ends_on, due_cents)`
		.execute(tx)
		.catch((error: { constraint?: string }) => {
			if (error.constraint !== 'membership_overlap') throw error;
			throw new Refusal('conflict', 'membership.renewal-changed');
		});
}

export const undoRenewal = defineOperation({
	name: 'membership.undo-renewal',
	summary: 'Takes back the memberships of a renewal on which nothing is paid; the others stay.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/renewals/{id}/cancellation' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		cancelled: z.int(),
		/** Paid in part or in full since, or cancelled one by one before. */
		kept: z.int()
	}),
	async run({ tx, now, about, announce }, { id }) {
		const { rows } = await sql<{ people: number; undone: boolean }>`
			SELECT r.people, r.undone_at IS NOT NULL AS undone FROM membership.renewal r
			WHERE r.id = ${id} FOR UPDATE`.execute(tx);
		const [renewal] = rows;
		if (!renewal) throw new Refusal('not-found', 'membership.renewal-not-found');
		if (renewal.undone) throw new Refusal('conflict', 'membership.renewal-already-undone');
		await sql`UPDATE membership.renewal r SET undone_at = ${now} WHERE r.id = ${id}`.execute(tx);
		const { numAffectedRows = 0n } = await sql`
			UPDATE membership.membership m SET cancelled_at = ${now}
			WHERE m.renewal_id = ${id} AND m.cancelled_at IS NULL AND m.paid_cents = 0`.execute(tx);
		const counts = {
			cancelled: Number(numAffectedRows),
			kept: renewal.people - Number(numAffectedRows)
		};
		await announce(RENEWAL_UNDONE, { renewalId: id, ...counts });
		about('renewal', id, counts);
		return counts;
	}
});
