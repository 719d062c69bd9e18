import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { membershipLine, membershipLines, type MembershipLine } from './list-memberships.read.ts';
import { PAYMENT_LINES, paymentLine, type PaymentLine } from './payments.sql.ts';

export const getCollection = defineOperation({
	name: 'membership.get-collection',
	summary: 'Shows what one collection wrote: its payments and the memberships it recorded.',
	permission: 'membership.collect',
	kind: 'query',
	http: { method: 'get', path: '/membership/collections/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		id: z.uuid(),
		/** Sum of the payments that stand. */
		totalCents: z.int(),
		payments: z.array(paymentLine),
		/** Memberships recorded that cost nothing: they have no payment. */
		free: z.array(membershipLine)
	}),
	async run({ tx, today }, { id }) {
		const { rows: payments } = await sql<PaymentLine>`
			${PAYMENT_LINES} WHERE y.collection_id = ${id} ORDER BY y.position LIMIT 200`.execute(tx);
		const { rows: free } = await sql<MembershipLine>`
			${membershipLines(today)} WHERE m.collection_id = ${id} AND m.due_cents = 0
				AND m.cancelled_at IS NULL
			ORDER BY m.id LIMIT 200`.execute(tx);
		if (payments.length + free.length === 0) {
			throw new Refusal('not-found', 'membership.collection-not-found');
		}
		const standing = payments.filter(({ cancelled }) => !cancelled);
		const totalCents = standing.reduce((total, { amountCents }) => total + amountCents, 0);
		return { id, totalCents, payments, free };
	}
});
