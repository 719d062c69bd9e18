import { z } from 'zod';
import { Refusal, type Fault } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { paymentFor } from '../domain/dues.ts';
import { amountField, giftField, moneyFields, referenceField } from './fields.ts';
import { loadMemberships } from './membership-row.ts';
import { personsToEnrol } from './persons-to-enrol.ts';
import { paymentView } from './record-membership.ts';
import { writePayment } from './write-payment.ts';

export const takePayment = defineOperation({
	name: 'membership.take-payment',
	summary:
		'Takes one payment for one membership or several, a family’s cheque; with a gift on top if there is one.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'post', path: '/membership/payments', success: 201 },
	input: z.strictObject({
		...moneyFields,
		reference: referenceField.optional(),
		giftCents: giftField,
		memberships: z
			.array(
				/** All that remains due unless said. */
				z.strictObject({ id: z.uuid(), amountCents: amountField.optional() })
			)
			.min(1)
			.max(20),
		/** Who pays; the member of the first membership unless said. */
		payerId: z.uuid().optional()
	}),
	output: paymentView.extend({ collectionId: z.uuid() }),
	async run(context, { memberships, payerId, ...money }) {
		const ids = memberships.map(({ id }) => id);
		refuseTwice(ids);
		const found = await loadMemberships(context.tx, ids);
		const shares = memberships.map(({ id, amountCents }, index) => {
			const membership = found.get(id);
			const path = `memberships.${index}`;
			if (!membership) {
				const fault: Fault = { path, code: 'membership.membership-not-found' };
				throw new Refusal('not-found', fault.code, {}, [fault]);
			}
			const amount = paymentFor(membership, amountCents, `${path}.amountCents`);
			return { membership, amountCents: amount };
		});
		const payer = shares[0]?.membership;
		const [other] = payerId ? await personsToEnrol(context, [payerId], () => 'payerId') : [];
		const person = other ?? { id: payer?.personId ?? '', displayName: payer?.personName ?? '' };
		const collectionId = newId();
		const paid = await writePayment(context, person, shares, money, { id: collectionId, place: 1 });
		context.about('payment', paid.paymentId, { number: paid.entryNumber });
		return { ...paid, collectionId };
	}
});

function refuseTwice(ids: readonly string[]): void {
	const faults = ids.flatMap((id, index): Fault[] =>
		ids.indexOf(id) === index
			? []
			: [{ path: `memberships.${index}.id`, code: 'membership.named-twice' }]
	);
	const [first] = faults;
	if (first) throw new Refusal('invalid', first.code, {}, faults);
}
