import type { Day } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { dueFor, paymentFor } from '../domain/dues.ts';
import { checkConditions } from '../domain/tariff-conditions.ts';
import type { Place } from '../domain/household-price.ts';
import { insertMembership, type MembershipRow } from './membership-row.ts';
import type { Enrolling } from './persons-to-enrol.ts';
import { priceFor } from './price-for.ts';
import type { OpenTariff } from './tariff-row.ts';
import { writePayment, type Money, type WrittenPayment } from './write-payment.ts';

interface Line {
	readonly amountCents?: number | undefined;
	readonly reference?: string | undefined;
	readonly giftCents?: number | undefined;
}

/** What a line of a collection comes to. */
export interface PlannedLine {
	readonly person: { readonly id: string; readonly displayName: string };
	readonly tariff: OpenTariff;
	readonly startsOn: Day;
	/** The membership that is paid; `undefined` when the person joins by this line. */
	readonly membership: MembershipRow | undefined;
	readonly dueCents: number;
	/** Zero when there is nothing to pay. */
	readonly amountCents: number;
	readonly reference: string | undefined;
	/** Zero unless a gift comes with the dues. */
	readonly giftCents: number;
	readonly path: string;
}

interface Joins {
	readonly startsOn: Day;
	readonly path: string;
	readonly incomeSeen: boolean;
	/** What they have of the fee on that day: they pay what remains. */
	readonly membership: MembershipRow | undefined;
	readonly place: Place | undefined;
}

/** @throws {Refusal} as `checkConditions`, `dueFor` and `paymentFor`, placed on the line */
export function planLine(
	tariff: OpenTariff,
	person: Enrolling,
	{ amountCents: given, reference, giftCents = 0 }: Line,
	{ startsOn, path, incomeSeen, membership, place }: Joins
): PlannedLine {
	const amountPath = `${path}.amountCents`;
	const price = { ...tariff, amountCents: priceFor(tariff, tariff.validity, startsOn, place) };
	const joining = { name: person.displayName, birthDate: person.birthDate, incomeSeen };
	if (!membership) checkConditions(tariff, joining, startsOn, `${path}.personId`);
	const dueCents = membership?.dueCents ?? dueFor(price, given, amountPath);
	const owed = { dueCents, paidCents: membership?.paidCents ?? 0, personName: person.displayName };
	const free = !membership && dueCents === 0 && !given;
	const amountCents = free ? 0 : paymentFor(owed, given, amountPath);
	const plan = { person, tariff, startsOn, membership, dueCents, amountCents };
	if (giftCents > 0 && amountCents === 0) {
		throw refuseField(`${path}.giftCents`, 'membership.gift-without-dues');
	}
	return { ...plan, reference, giftCents, path };
}

/** Records the membership if it is new, and the payment if there is one. */
export async function collectLine(
	context: OperationContext,
	line: PlannedLine,
	money: Money,
	collection: { readonly id: string; readonly place: number }
): Promise<WrittenPayment | undefined> {
	const { person, amountCents, reference, giftCents } = line;
	const membership =
		line.membership ?? (await insertMembership(context, { ...line, collectionId: collection.id }));
	if (amountCents === 0) return undefined;
	const { means, meansAccountId, date } = money;
	const paid = { means, meansAccountId, date, reference, giftCents };
	return writePayment(context, person, [{ membership, amountCents }], paid, collection);
}
