import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { recordRefund, type PostedEntry } from '#modules/accounting/server/index.ts';
import { DUES_ADJUSTED, type DuesAdjusted } from '../domain/events.ts';
import { nameWithSeason } from '../domain/validity.ts';
import { amountField, moneyFields, reasonField } from './fields.ts';
import { lockMembership, type MembershipRow } from './membership-row.ts';
import { BOOKS, incomeOf, LABEL_LENGTH, throughMeans, type Money } from './write-payment.ts';

const output = z.object({ adjustmentId: z.uuid(), amountCents: z.int() });

export const grantDiscount = defineOperation({
	name: 'membership.grant-discount',
	summary: 'Takes an amount off what is still due, for a reason that is kept.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'post', path: '/membership/memberships/{id}/discounts', success: 201 },
	input: z.strictObject({ id: z.uuid(), amountCents: amountField, reason: reasonField }),
	output,
	async run(context, { id, amountCents, reason }) {
		const membership = await withSomethingDue(context, id);
		refuseBeyond(amountCents, membership.dueCents - membership.paidCents, 'discount');
		return insertAdjustment(context, membership, { kind: 'discount', amountCents, reason });
	}
});

export const exemptMembership = defineOperation({
	name: 'membership.exempt-membership',
	summary: 'Asks nothing more of a membership, for a reason that is kept; what is paid stays paid.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'post', path: '/membership/memberships/{id}/exemption', success: 201 },
	input: z.strictObject({ id: z.uuid(), reason: reasonField }),
	output,
	async run(context, { id, reason }) {
		const membership = await withSomethingDue(context, id);
		const amountCents = membership.dueCents - membership.paidCents;
		return insertAdjustment(context, membership, { kind: 'exemption', amountCents, reason });
	}
});

export const refundMembership = defineOperation({
	name: 'membership.refund-membership',
	summary:
		'Gives back money paid on a membership: a credit note, and the entry in the accounts. What is given back is not due any more.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'post', path: '/membership/memberships/{id}/refunds', success: 201 },
	input: z.strictObject({
		id: z.uuid(),
		...moneyFields,
		/** All that is paid unless said. */
		amountCents: amountField.optional(),
		reason: reasonField
	}),
	output: output.extend({ entryId: z.uuid(), entryNumber: z.string() }),
	async run(context, { id, amountCents: given, reason, ...money }) {
		const membership = await lockMembership(context.tx, id);
		const amountCents = given ?? membership.paidCents;
		if (membership.paidCents === 0) {
			const { personName: name } = membership;
			throw new Refusal('conflict', 'membership.nothing-paid', { name });
		}
		refuseBeyond(amountCents, membership.paidCents, 'refund');
		const adjustmentId = newId();
		const entry = await writeRefund(context, membership, { adjustmentId, amountCents, money });
		const refund = { kind: 'refund' as const, amountCents, reason, money, entry, adjustmentId };
		const written = await insertAdjustment(context, membership, refund);
		return { ...written, entryId: entry.entryId, entryNumber: entry.number };
	}
});

async function withSomethingDue(context: OperationContext, id: string): Promise<MembershipRow> {
	const membership = await lockMembership(context.tx, id);
	if (membership.paidCents < membership.dueCents) return membership;
	const { personName: name } = membership;
	throw new Refusal('conflict', 'membership.nothing-left-due', { name });
}

/** @throws {Refusal} `membership.amount-not-positive`, `discount-too-large`, `refund-too-large` */
function refuseBeyond(amountCents: number, most: number, what: 'discount' | 'refund'): void {
	if (amountCents <= 0) throw refuseField('amountCents', 'membership.amount-not-positive');
	if (amountCents <= most) return;
	const parameters = { amount: formatCents(amountCents), most: formatCents(most) };
	throw refuseField('amountCents', `membership.${what}-too-large`, parameters);
}

function writeRefund(
	context: OperationContext,
	membership: MembershipRow,
	refund: { adjustmentId: string; amountCents: number; money: Money }
): Promise<PostedEntry> {
	const { personName: person, feeName, season } = membership;
	const fee = nameWithSeason(feeName, season);
	return recordRefund(context, {
		date: refund.money.date,
		means: throughMeans(refund.money),
		parts: [{ about: incomeOf(membership), amountCents: refund.amountCents }],
		label: m.membership_refund_label({ person, fee }, BOOKS).slice(0, LABEL_LENGTH),
		thirdParty: person.slice(0, LABEL_LENGTH),
		source: { module: 'membership', type: 'refund', id: refund.adjustmentId }
	});
}

interface NewAdjustment {
	readonly kind: 'discount' | 'exemption' | 'refund';
	readonly amountCents: number;
	readonly reason: string;
	readonly adjustmentId?: string;
	readonly money?: Money;
	readonly entry?: PostedEntry;
}

async function insertAdjustment(
	context: OperationContext,
	{ id: membershipId, personId }: MembershipRow,
	adjustment: NewAdjustment
): Promise<z.output<typeof output>> {
	const { tx, association, actor, today } = context;
	const { kind, amountCents, reason, money, entry, adjustmentId = newId() } = adjustment;
	await sql`
		INSERT INTO membership.adjustment (association_id, id, membership_id, kind, amount_cents, reason,
			given_on, means, entry_id, entry_number, created_by)
		VALUES (${association.id}, ${adjustmentId}, ${membershipId}, ${kind}, ${amountCents}, ${reason},
			${money?.date ?? today}, ${money?.means ?? null}, ${entry?.entryId ?? null},
			${entry?.number ?? null}, ${actor.accountId})`.execute(tx);
	const event: DuesAdjusted = { adjustmentId, membershipId, personId, kind, amountCents };
	await context.announce(DUES_ADJUSTED, { ...event });
	context.about('membership', membershipId, { kind, amountCents });
	return { adjustmentId, amountCents };
}
