import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { followInstalments } from '../domain/instalments.ts';
import { isOwn } from '#modules/people/server/index.ts';
import { PAYMENT_MEANS } from '../domain/means.ts';
import { dayView } from './fields.ts';
import { instalmentsOf } from './instalments.sql.ts';
import { membershipLine, membershipLines, type MembershipLine } from './list-memberships.read.ts';
import { PAYMENT_LINES, paymentLine, type PaymentLine } from './payments.sql.ts';

const adjustmentLine = z.object({
	id: z.uuid(),
	kind: z.enum(['discount', 'exemption', 'refund']),
	amountCents: z.int(),
	reason: z.string(),
	date: dayView,
	means: z.enum(PAYMENT_MEANS).nullable(),
	entryId: z.uuid().nullable(),
	entryNumber: z.string().nullable(),
	cancelled: z.boolean()
});
export type AdjustmentLine = z.output<typeof adjustmentLine>;

export const getMembership = defineOperation({
	name: 'membership.get-membership',
	summary:
		'Shows one membership: what is due when, what was paid, taken off and given back; members see their own only.',
	permission: 'membership.self',
	kind: 'query',
	http: { method: 'get', path: '/membership/memberships/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		membership: membershipLine,
		/** Empty when it is paid in one go. */
		instalments: z.array(
			z.object({
				id: z.uuid(),
				dueOn: dayView,
				amountCents: z.int(),
				paidCents: z.int(),
				leftCents: z.int(),
				reference: z.string().nullable(),
				state: z.enum(['paid', 'late', 'upcoming'])
			})
		),
		adjustments: z.array(adjustmentLine),
		payments: z.array(paymentLine),
		/** The person is not reminded of anything. */
		remindersStopped: z.boolean()
	}),
	async run(context, { id }) {
		const { tx, actor, today } = context;
		const { rows } = await sql<MembershipLine>`
			${membershipLines(today)} WHERE m.id = ${id} AND m.cancelled_at IS NULL`.execute(tx);
		const [membership] = rows;
		const mayRead = actor.permissions.has('membership.read');
		if (!membership || (!mayRead && !(await isOwn(context, membership.personId)))) {
			throw new Refusal('not-found', 'membership.membership-not-found');
		}
		const { rows: adjustments } = await sql<AdjustmentLine>`
			SELECT a.id, a.kind, a.amount_cents AS "amountCents", a.reason, a.given_on AS date, a.means,
				a.entry_id AS "entryId", a.entry_number AS "entryNumber", a.cancelled_at IS NOT NULL AS cancelled
			FROM membership.adjustment a WHERE a.membership_id = ${id} ORDER BY a.id LIMIT 100`.execute(tx);
		const { rows: payments } = await sql<PaymentLine>`
			${PAYMENT_LINES} WHERE y.id IN (
				SELECT s.payment_id FROM membership.payment_share s WHERE s.membership_id = ${id})
			ORDER BY y.paid_on, y.id LIMIT 100`.execute(tx);
		const instalments = followInstalments(await instalmentsOf(tx, id), membership, today);
		const { rows: stops } = await sql`
			SELECT FROM membership.reminder_stop s WHERE s.person_id = ${membership.personId}`.execute(tx);
		const remindersStopped = stops.length > 0;
		return { membership, instalments, adjustments, payments, remindersStopped };
	}
});
