import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { formatCents } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { MEMBERSHIP_CANCELLED } from '../domain/events.ts';

export const cancelMembership = defineOperation({
	name: 'membership.cancel-membership',
	summary: 'Takes back a membership recorded by mistake, once nothing is paid on it.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/memberships/{id}/cancellation' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ cancelled: z.literal(true) }),
	async run(context, { id }) {
		await cancelUnpaid(context, id);
		context.about('membership', id);
		return { cancelled: true as const };
	}
});

/** @throws {Refusal} `membership.membership-not-found`, `membership.paid-membership` */
export async function cancelUnpaid(context: OperationContext, id: string): Promise<void> {
	const { tx, now } = context;
	const { rows } = await sql<{ paidCents: number }>`
		SELECT m.paid_cents AS "paidCents" FROM membership.membership m
		WHERE m.id = ${id} AND m.cancelled_at IS NULL FOR UPDATE`.execute(tx);
	const [membership] = rows;
	if (!membership) throw new Refusal('not-found', 'membership.membership-not-found');
	if (membership.paidCents > 0) {
		const parameters = { paid: formatCents(membership.paidCents) };
		throw new Refusal('conflict', 'membership.paid-membership', parameters);
	}
	await sql`
		UPDATE membership.membership m SET cancelled_at = ${now} WHERE m.id = ${id}`.execute(tx);
	await context.announce(MEMBERSHIP_CANCELLED, { membershipId: id });
}
