import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation, type OperationContext } from '#platform/server/operation.ts';
import { dueFor, paymentFor } from '../domain/dues.ts';
import { checkConditions } from '../domain/tariff-conditions.ts';
import { periodFrom } from '../domain/validity.ts';
import {
	amountField,
	dayField,
	dayView,
	giftField,
	moneyFields,
	referenceField
} from './fields.ts';
import {
	findOverlapping,
	insertMembership,
	overlapping,
	type MembershipRow
} from './membership-row.ts';
import { personsToEnrol } from './persons-to-enrol.ts';
import { placesOf, priceFor } from './price-for.ts';
import { openTariff } from './tariff-row.ts';
import { writePayment, type Money } from './write-payment.ts';

export const paymentView = z.object({
	paymentId: z.uuid(),
	personId: z.uuid(),
	amountCents: z.int(),
	entryId: z.uuid(),
	entryNumber: z.string()
});

export const recordMembership = defineOperation({
	name: 'membership.record-membership',
	summary:
		'Records that a person joins, from a day; with a payment at once for those who may take money.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/memberships', success: 201 },
	input: z.strictObject({
		personId: z.uuid(),
		tariffId: z.uuid(),
		/** The first day, in the season meant; today unless said. */
		startsOn: dayField.optional(),
		/** What the person gives, when the tariff leaves the amount free. */
		dueCents: amountField.optional(),
		/** A proof of the income bracket was seen, for a tariff that has one. */
		incomeSeen: z.boolean().default(false),
		payment: z
			.strictObject({
				...moneyFields,
				/** All that is due unless said. */
				amountCents: amountField.optional(),
				reference: referenceField.optional(),
				giftCents: giftField
			})
			.optional()
	}),
	output: z.object({
		membershipId: z.uuid(),
		startsOn: dayView,
		endsOn: dayView.nullable(),
		dueCents: z.int(),
		payment: paymentView.nullable()
	}),
	async run(context, input) {
		const { personId, tariffId, startsOn = context.today, dueCents, payment, incomeSeen } = input;
		const { tx, actor } = context;
		if (payment && !actor.permissions.has('membership.collect')) {
			throw new Refusal('forbidden', 'membership.may-not-collect');
		}
		const tariff = await openTariff(tx, tariffId);
		const [person] = await personsToEnrol(context, [personId], () => 'personId');
		if (!person) throw new Refusal('invalid', 'membership.person-unknown');
		const joining = { name: person.displayName, birthDate: person.birthDate, incomeSeen };
		checkConditions(tariff, joining, startsOn, 'tariffId');
		const period = periodFrom(tariff.validity, startsOn);
		const place = (await placesOf(context, tariff, [person], period)).get(personId);
		const amountCents = priceFor(tariff, tariff.validity, startsOn, place);
		const due = dueFor({ ...tariff, amountCents }, dueCents ?? payment?.amountCents, 'dueCents');
		if ((await findOverlapping(tx, [personId], tariff.feeId, period)).size > 0) {
			throw overlapping(person.displayName, tariff.feeName, 'startsOn');
		}
		const collectionId = payment ? newId() : null;
		const membership = await insertMembership(context, {
			person,
			tariff,
			startsOn,
			dueCents: due,
			collectionId,
			path: 'startsOn'
		});
		const paid =
			payment && collectionId ? await payAtOnce(context, membership, collectionId, payment) : null;
		context.about('membership', membership.id, { personId });
		const { id: membershipId, endsOn } = membership;
		return { membershipId, startsOn, endsOn, dueCents: due, payment: paid };
	}
});

function payAtOnce(
	context: OperationContext,
	membership: MembershipRow,
	collectionId: string,
	{ amountCents: given, ...money }: Money & { amountCents?: number | undefined }
) {
	const amountCents = paymentFor(membership, given, 'payment.amountCents');
	const payer = { id: membership.personId, displayName: membership.personName };
	const collection = { id: collectionId, place: 1 };
	return writePayment(context, payer, [{ membership, amountCents }], money, collection);
}
