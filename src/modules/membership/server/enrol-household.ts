import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { insertMembership } from './membership-row.ts';
import { householdInput, planHousehold } from './plan-household.ts';
import { paymentView } from './record-membership.ts';
import { writePayment, type Share } from './write-payment.ts';

export const enrolHousehold = defineOperation({
	name: 'membership.enrol-household',
	summary:
		'Records the memberships of a household at once, all or none, with one payment for all, shared out, for those who may take money.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/households', success: 201 },
	input: householdInput.extend({
		/** What the preview showed; refused when it is not so any more. */
		expectedCents: z.int().optional()
	}),
	output: z.object({
		membershipIds: z.array(z.uuid()),
		payment: paymentView.nullable(),
		/** What was recorded in one go; `null` without a payment. */
		collectionId: z.uuid().nullable()
	}),
	async run(context, { expectedCents, ...input }) {
		const { payment } = input;
		if (payment && !context.actor.permissions.has('membership.collect')) {
			throw new Refusal('forbidden', 'membership.may-not-collect');
		}
		const { household, payer, lines } = await planHousehold(context, input);
		const owedCents = lines.reduce((total, line) => total + line.owedCents, 0);
		if (expectedCents !== undefined && expectedCents !== owedCents) {
			throw new Refusal('conflict', 'membership.household-changed');
		}
		const collectionId = payment ? newId() : null;
		const membershipIds: string[] = [];
		const shares: Share[] = [];
		for (const line of lines) {
			const membership =
				line.membership ?? (await insertMembership(context, { ...line, collectionId }));
			membershipIds.push(membership.id);
			if (line.amountCents > 0) shares.push({ membership, amountCents: line.amountCents });
		}
		const paid =
			payment && collectionId
				? await writePayment(context, payer, shares, payment, { id: collectionId, place: 1 })
				: null;
		context.about('household', household.id, { memberships: membershipIds.length });
		return { membershipIds, payment: paid, collectionId };
	}
});
