import { z } from 'zod';
import { toFrenchDay, type Day } from '#shared/day.ts';
import { Refusal, refuseField, type Fault } from '#shared/errors.ts';
import { formatCents, sum } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { hasOpenYear } from '#modules/accounting/server/index.ts';
import { householdOf, type HouseholdOfPerson } from '#modules/people/server/index.ts';
import { dueFor } from '../domain/dues.ts';
import { shareOut } from '../domain/share-out.ts';
import { checkConditions } from '../domain/tariff-conditions.ts';
import { periodFrom } from '../domain/validity.ts';
import { amountField, dayField, giftField, moneyFields, referenceField } from './fields.ts';
import { findOverlapping, type MembershipRow } from './membership-row.ts';
import { personsToEnrol, type Enrolling } from './persons-to-enrol.ts';
import { placesOf, priceFor } from './price-for.ts';
import { openTariff, type OpenTariff } from './tariff-row.ts';

export const householdInput = z.strictObject({
	/** Anybody of the household. */
	personId: z.uuid(),
	/** The first day of the memberships, in the season meant; that of the payment, or today, unless said. */
	startsOn: dayField.optional(),
	incomeSeen: z.boolean().default(false),
	/** Who joins by which tariff; who has a membership of the fee already pays what remains. */
	lines: z
		.array(
			z.strictObject({
				personId: z.uuid(),
				tariffId: z.uuid(),
				/** What the person gives, when the tariff leaves the amount free. */
				dueCents: amountField.optional()
			})
		)
		.min(1, 'membership.nobody-chosen')
		.max(40),
	/** One payment for all. */
	payment: z
		.strictObject({
			...moneyFields,
			/** All that is due unless said; a part is shared out in proportion. */
			amountCents: amountField.optional(),
			reference: referenceField.optional(),
			giftCents: giftField
		})
		.optional(),
	/** Who pays; the billing contact of the household unless said. */
	payerId: z.uuid().optional()
});
export type HouseholdInput = z.output<typeof householdInput>;

export interface HouseholdLine {
	readonly person: Enrolling;
	readonly tariff: OpenTariff;
	readonly startsOn: Day;
	/** The membership that is paid; `undefined` when the person joins. */
	readonly membership: MembershipRow | undefined;
	readonly dueCents: number;
	/** What is left to pay before this payment, and the share of it. */
	readonly owedCents: number;
	readonly amountCents: number;
	readonly path: string;
}

export interface HouseholdPlan {
	readonly household: HouseholdOfPerson;
	readonly payer: Enrolling;
	readonly lines: readonly HouseholdLine[];
}

/**
 * What the memberships of a household come to, nothing written yet.
 * @throws {Refusal} with a fault for each line that can't be written; `membership.no-household`,
 * `household-over-due`, `household-owes-nothing`, `no-open-year`
 */
export async function planHousehold(
	context: OperationContext,
	input: HouseholdInput
): Promise<HouseholdPlan> {
	const household = await householdOf(context, input.personId);
	if (!household) throw refuseField('personId', 'membership.no-household');
	const startsOn = input.startsOn ?? input.payment?.date ?? context.today;
	const owing = await planLines(context, household, input, startsOn);
	const payerId = input.payerId ?? household.billingPersonId;
	const [payer] = await personsToEnrol(context, [payerId], () => 'payerId');
	if (!payer) throw refuseField('payerId', 'membership.person-unknown');
	const shares = await sharesOf(context, input.payment, owing);
	const lines = owing.map((line, index) => ({ ...line, amountCents: shares[index] ?? 0 }));
	return { household, payer, lines };
}

type Owing = Omit<HouseholdLine, 'amountCents'>;

async function planLines(
	context: OperationContext,
	household: HouseholdOfPerson,
	{ lines, incomeSeen }: HouseholdInput,
	startsOn: Day
): Promise<Owing[]> {
	const living = new Set(household.members.map(({ personId }) => personId));
	const strangers = lines.flatMap(({ personId }, index): Fault[] =>
		living.has(personId)
			? []
			: [{ path: `lines.${index}.personId`, code: 'membership.other-household' }]
	);
	refuseAll(strangers);
	const ids = lines.map(({ personId }) => personId);
	const people = await personsToEnrol(context, ids, (index) => `lines.${index}.personId`);
	const planned = new Map<number, Owing>();
	const faults: Fault[] = [];
	const fees = new Set<string>();
	const numbered = lines.map((line, index) => ({ ...line, index }));
	for (const [tariffId, some] of Map.groupBy(numbered, (line) => line.tariffId)) {
		const tariff = await openTariff(context.tx, tariffId);
		const period = periodFrom(tariff.validity, startsOn);
		const named = some.map(({ personId }) => personId);
		const current = await findOverlapping(context.tx, named, tariff.feeId, period);
		const joining = some.flatMap(({ index }) => people[index] ?? []);
		const places = await placesOf(
			context,
			tariff,
			joining.filter(({ id }) => !current.has(id)),
			period
		);
		for (const { index, personId, dueCents: given } of some) {
			const person = people[index];
			if (!person) continue;
			const path = `lines.${index}`;
			const once = `${tariff.feeId} ${personId}`;
			if (fees.has(once)) faults.push({ path, code: 'membership.named-twice' });
			fees.add(once);
			const membership = current.get(personId);
			try {
				const amountCents = priceFor(tariff, tariff.validity, startsOn, places.get(personId));
				if (!membership) {
					const joiner = { name: person.displayName, birthDate: person.birthDate, incomeSeen };
					checkConditions(tariff, joiner, startsOn, `${path}.tariffId`);
				}
				const dueCents =
					membership?.dueCents ?? dueFor({ ...tariff, amountCents }, given, `${path}.dueCents`);
				const owedCents = dueCents - (membership?.paidCents ?? 0);
				planned.set(index, { person, tariff, startsOn, membership, dueCents, owedCents, path });
			} catch (refusal) {
				if (!(refusal instanceof Refusal)) throw refusal;
				faults.push(...refusal.faults);
			}
		}
	}
	refuseAll(faults);
	return numbered.flatMap(({ index }) => planned.get(index) ?? []);
}

function refuseAll(faults: readonly Fault[]): void {
	const [first] = faults;
	if (first) throw new Refusal('conflict', first.code, first.parameters, faults);
}

async function sharesOf(
	context: OperationContext,
	payment: HouseholdInput['payment'],
	lines: readonly Owing[]
): Promise<number[]> {
	if (!payment) return [];
	const owed = sum(lines.map(({ owedCents }) => owedCents));
	if (owed === 0) throw refuseField('payment', 'membership.household-owes-nothing');
	const amountCents = payment.amountCents ?? owed;
	const path = 'payment.amountCents';
	if (amountCents <= 0) throw refuseField(path, 'membership.amount-not-positive');
	if (amountCents > owed) {
		const parameters = { owed: formatCents(owed), amount: formatCents(amountCents) };
		throw refuseField(path, 'membership.household-over-due', parameters);
	}
	if (!(await hasOpenYear(context, payment.date))) {
		const parameters = { date: toFrenchDay(payment.date) };
		throw refuseField('payment.date', 'membership.no-open-year', parameters);
	}
	return shareOut(
		amountCents,
		lines.map(({ person, tariff, owedCents }) => ({
			key: `${person.id} ${tariff.id}`,
			remainingCents: owedCents
		}))
	);
}
