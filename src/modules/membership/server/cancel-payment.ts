import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { reverseReceipt } from '#modules/accounting/server/index.ts';
import { PAYMENT_CANCELLED } from '../domain/events.ts';
import { cancelUnpaid } from './cancel-membership.ts';
import { reasonField } from './fields.ts';

export const cancelPayment = defineOperation({
	name: 'membership.cancel-payment',
	summary: 'Cancels a payment: the opposite entry is written today, and the dues are owed again.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'post', path: '/membership/payments/{id}/cancellation' },
	input: z.strictObject({ id: z.uuid(), reason: reasonField.optional() }),
	output: z.object({ entryId: z.uuid(), entryNumber: z.string() }),
	async run(context, { id, reason }) {
		const entry = await cancelOne(context, id, reason);
		context.about('payment', id, { number: entry.entryNumber });
		return entry;
	}
});

export const cancelCollection = defineOperation({
	name: 'membership.cancel-collection',
	summary:
		'Undoes a collection: cancels its payments that still stand, and the memberships it recorded.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'post', path: '/membership/collections/{id}/cancellation' },
	input: z.strictObject({ id: z.uuid(), reason: reasonField.optional() }),
	output: z.object({ payments: z.int(), memberships: z.int() }),
	async run(context, { id, reason }) {
		const { rows: payments } = await sql<{ id: string }>`
			SELECT p.id FROM membership.payment p
			WHERE p.collection_id = ${id} AND p.cancelled_at IS NULL ORDER BY p.position`.execute(context.tx);
		for (const payment of payments) await cancelOne(context, payment.id, reason);
		const { rows: memberships } = await sql<{ id: string }>`
			SELECT m.id FROM membership.membership m
			WHERE m.collection_id = ${id} AND m.cancelled_at IS NULL AND m.paid_cents = 0`.execute(context.tx);
		for (const membership of memberships) await cancelUnpaid(context, membership.id);
		if (payments.length + memberships.length === 0) {
			throw new Refusal('not-found', 'membership.collection-not-found');
		}
		const counts = { payments: payments.length, memberships: memberships.length };
		context.about('collection', id, counts);
		return counts;
	}
});

/** @throws {Refusal} `membership.payment-not-found`, `already-cancelled`, `payment-refunded` */
export async function cancelOne(context: OperationContext, id: string, reason: string | undefined) {
	const { tx, actor, now } = context;
	const { rows } = await sql<{ entryId: string; entryNumber: string; cancelled: boolean }>`
		SELECT p.entry_id AS "entryId", p.entry_number AS "entryNumber",
			p.cancelled_at IS NOT NULL AS cancelled
		FROM membership.payment p WHERE p.id = ${id} FOR UPDATE`.execute(tx);
	const [payment] = rows;
	if (!payment) throw new Refusal('not-found', 'membership.payment-not-found');
	if (payment.cancelled) {
		const parameters = { number: payment.entryNumber };
		throw new Refusal('conflict', 'membership.already-cancelled', parameters);
	}
	const { entryId } = payment;
	const usual = m.membership_cancel_reason({}, { locale: actor.locale });
	const reversal = await reverseReceipt(context, { entryId, reason: reason ?? usual });
	await sql`
		UPDATE membership.payment p SET cancelled_at = ${now}, cancel_reason = ${reason ?? null},
			reversal_entry_id = ${reversal.entryId}, reversal_entry_number = ${reversal.number}
		WHERE p.id = ${id}`
		.execute(tx)
		.catch((error: { constraint?: string }) => {
			if (error.constraint !== 'membership_paid') throw error;
			const parameters = { number: payment.entryNumber };
			throw new Refusal('conflict', 'membership.payment-refunded', parameters);
		});
	await context.announce(PAYMENT_CANCELLED, { paymentId: id, entryId: reversal.entryId });
	return { entryId: reversal.entryId, entryNumber: reversal.number };
}
