import { z } from 'zod';
import { Refusal, refuseField, type Fault } from '#shared/errors.ts';
import { toFrenchDay } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { hasOpenYear } from '#modules/accounting/server/index.ts';
import { periodFrom } from '../domain/validity.ts';
import { amountField, dayField, giftField, moneyFields, referenceField } from './fields.ts';
import { personsToEnrol } from './persons-to-enrol.ts';
import { collectLine, planLine, type PlannedLine } from './collect-line.ts';
import { findOverlapping } from './membership-row.ts';
import { placesOf } from './price-for.ts';
import { paymentView } from './record-membership.ts';
import { openTariff } from './tariff-row.ts';

export const collectionInput = z.strictObject({
	tariffId: z.uuid(),
	...moneyFields,
	/** The first day of the memberships, in the season meant; the day of the payment unless said. */
	startsOn: dayField.optional(),
	/** A proof of the income bracket was seen, for each person; for tariffs that have one. */
	incomeSeen: z.boolean().default(false),
	lines: z
		.array(
			z.strictObject({
				personId: z.uuid(),
				/** All that is due unless said; what the person gives, when the amount is free. */
				amountCents: amountField.optional(),
				reference: referenceField.optional(),
				giftCents: giftField
			})
		)
		.min(1, 'membership.nobody-chosen')
		.max(200)
});
export type CollectionInput = z.output<typeof collectionInput>;

export const takePayments = defineOperation({
	name: 'membership.take-payments',
	summary:
		'Takes the payments of many people at once, all or none, each with an entry of its own. Who has no membership of the fee gets one; who has one pays what remains.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'post', path: '/membership/collections', success: 201 },
	input: collectionInput,
	output: z.object({
		collectionId: z.uuid(),
		totalCents: z.int(),
		/** Memberships recorded, some of which may cost nothing. */
		joined: z.int(),
		payments: z.array(paymentView)
	}),
	async run(context, input) {
		const collectionId = newId();
		const plan = await planCollection(context, input);
		const payments = [];
		for (const [index, line] of plan.entries()) {
			const paid = await collectLine(context, line, input, { id: collectionId, place: index + 1 });
			if (paid) payments.push(paid);
		}
		const totalCents = payments.reduce((total, { amountCents }) => total + amountCents, 0);
		const joined = plan.filter(({ membership }) => !membership).length;
		context.about('collection', collectionId, { totalCents, payments: payments.length });
		return { collectionId, totalCents, joined, payments };
	}
});

/**
 * What each line comes to, nothing written yet.
 * @throws {Refusal} with a fault for each line that can't be written, or `membership.no-open-year`
 */
export async function planCollection(
	context: OperationContext,
	input: CollectionInput
): Promise<PlannedLine[]> {
	const tariff = await openTariff(context.tx, input.tariffId);
	const ids = input.lines.map(({ personId }) => personId);
	const people = await personsToEnrol(context, ids, (index) => `lines.${index}.personId`);
	const startsOn = input.startsOn ?? input.date;
	const period = periodFrom(tariff.validity, startsOn);
	const current = await findOverlapping(context.tx, ids, tariff.feeId, period);
	const joining = people.filter(({ id }, index) => !current.has(id) && ids.indexOf(id) === index);
	const places = await placesOf(context, tariff, joining, period);
	const faults: Fault[] = [];
	const plan: PlannedLine[] = [];
	for (const [index, line] of input.lines.entries()) {
		const person = people[index];
		const path = `lines.${index}`;
		if (!person) continue;
		if (ids.indexOf(line.personId) !== index) {
			faults.push({ path, code: 'membership.named-twice' });
			continue;
		}
		try {
			const joins = {
				startsOn,
				path,
				incomeSeen: input.incomeSeen,
				membership: current.get(person.id),
				place: places.get(person.id)
			};
			plan.push(planLine(tariff, person, line, joins));
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			faults.push(...refusal.faults);
		}
	}
	const [first] = faults;
	if (first) throw new Refusal('conflict', first.code, first.parameters, faults);
	const paid = plan.some(({ amountCents }) => amountCents > 0);
	if (paid && !(await hasOpenYear(context, input.date))) {
		throw refuseField('date', 'membership.no-open-year', { date: toFrenchDay(input.date) });
	}
	return plan;
}
