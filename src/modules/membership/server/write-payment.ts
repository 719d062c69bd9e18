import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { sum } from '#shared/money.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import type { MeansKind } from '#modules/accounting/index.ts';
import { recordPartedReceipt, type ReceiptPart } from '#modules/accounting/server/index.ts';
import { PAYMENT_TAKEN, type PaymentTaken } from '../domain/events.ts';
import type { PaymentMeans } from '../domain/means.ts';
import { nameWithSeason } from '../domain/validity.ts';
import type { MembershipRow } from './membership-row.ts';

const MEANS_KIND: Readonly<Record<PaymentMeans, MeansKind>> = {
	cheque: 'cheques',
	transfer: 'bank',
	cash: 'cash',
	card: 'cards'
};

// The books of a French association are kept in French, whoever writes in them.
export const BOOKS = { locale: 'fr' } as const;
export const LABEL_LENGTH = 200;

export interface Money {
	readonly means: PaymentMeans;
	readonly meansAccountId?: string | undefined;
	readonly date: Day;
	readonly reference?: string | undefined;
	/** Given on top of the dues. */
	readonly giftCents?: number | undefined;
}

export interface Share {
	readonly membership: MembershipRow;
	readonly amountCents: number;
}

export interface WrittenPayment {
	readonly paymentId: string;
	readonly personId: string;
	readonly amountCents: number;
	readonly entryId: string;
	readonly entryNumber: string;
}

/**
 * Writes a payment and its entry in the accounts, both or neither. The amounts are checked already; the
 * database checks them again, against a payment taken at the same moment.
 * @param collection `place` is the number of the payment within it, from 1
 * @throws {Refusal} `membership.paid-meanwhile`, and whatever accounting refuses: no open year on that day, no
 * account for these means…
 */
export async function writePayment(
	context: OperationContext,
	payer: { readonly id: string; readonly displayName: string },
	shares: readonly Share[],
	money: Money,
	collection: { readonly id: string; readonly place: number }
): Promise<WrittenPayment> {
	const { tx, association, actor } = context;
	const paymentId = newId();
	const giftCents = money.giftCents ?? 0;
	const amountCents = sum([...shares.map((share) => share.amountCents), giftCents]);
	const entry = await recordPartedReceipt(context, {
		date: money.date,
		means: throughMeans(money),
		parts: partsOf(shares, giftCents),
		label: labelOf(payer.displayName, shares),
		thirdParty: payer.displayName.slice(0, LABEL_LENGTH),
		...(money.reference && { reference: money.reference }),
		source: { module: 'membership', type: 'payment', id: paymentId }
	});
	await sql`
		INSERT INTO membership.payment (association_id, id, collection_id, position, person_id, paid_on,
			means, amount_cents, gift_cents, reference, entry_id, entry_number, created_by)
		VALUES (${association.id}, ${paymentId}, ${collection.id}, ${collection.place}, ${payer.id},
			${money.date}, ${money.means}, ${amountCents}, ${giftCents}, ${money.reference ?? null},
			${entry.entryId}, ${entry.number}, ${actor.accountId})`.execute(tx);
	for (const share of shares) {
		await sql`
			INSERT INTO membership.payment_share
				(association_id, id, payment_id, membership_id, amount_cents)
			VALUES (${association.id}, ${newId()}, ${paymentId}, ${share.membership.id},
				${share.amountCents})`
			.execute(tx)
			.catch((error: { constraint?: string }) => {
				if (error.constraint !== 'membership_paid') throw error;
				const { personName: name } = share.membership;
				throw new Refusal('conflict', 'membership.paid-meanwhile', { name });
			});
	}
	const { date } = money;
	const { entryId, number: entryNumber } = entry;
	const personId = payer.id;
	const event: PaymentTaken = { paymentId, personId, amountCents, giftCents, date, entryId };
	await context.announce(PAYMENT_TAKEN, { ...event });
	return { paymentId, personId: payer.id, amountCents, entryId, entryNumber };
}

/** The account that money moves through: the one chosen, or that of its kind. */
export function throughMeans({ means, meansAccountId }: Money) {
	return meansAccountId ? { account: meansAccountId } : { kind: MEANS_KIND[means] };
}

/** Where the dues of a membership go in the accounts. */
export function incomeOf(membership: MembershipRow): ReceiptPart['about'] {
	const { incomeAccount: account, incomeChart: keptUnder, incomeMeaning: meaning } = membership;
	return account ? { account, keptUnder } : { meaning };
}

/** One line of the entry for each account that the dues go to, and one for the gift. */
function partsOf(shares: readonly Share[], giftCents: number): ReceiptPart[] {
	const places = Map.groupBy(shares, ({ membership }) => JSON.stringify(incomeOf(membership)));
	const dues = [...places].map(([about, some]) => ({
		about: JSON.parse(about) as ReceiptPart['about'],
		amountCents: sum(some.map(({ amountCents }) => amountCents))
	}));
	if (giftCents === 0) return dues;
	const label = m.membership_gift_label({}, BOOKS);
	return [...dues, { about: { meaning: 'gifts' }, amountCents: giftCents, label }];
}

/** « Cotisation Aïcha Bernard, Adhésion 2026-2027 ». */
function labelOf(person: string, shares: readonly Share[]): string {
	const fees = shares.map(({ membership: row }) => nameWithSeason(row.feeName, row.season));
	const others = shares
		.map(({ membership: row }) => row.personName)
		.filter((name) => name !== person);
	const people = [person, ...new Set(others)].join(', ');
	const fee = [...new Set(fees)].join(', ');
	return m.membership_entry_label({ person: people, fee }, BOOKS).slice(0, LABEL_LENGTH);
}
