import { sql, type RawBuilder } from 'kysely';
import type {
	ExpectedPayment,
	MadePayment,
	PaymentSource
} from '#platform/server/expected-payments.ts';
import { newId } from '#shared/id.ts';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { paymentFor } from '../domain/dues.ts';
import { nameWithSeason } from '../domain/validity.ts';
import { cancelOne } from './cancel-payment.ts';
import { loadMemberships } from './membership-row.ts';
import { writePayment } from './write-payment.ts';

/** Dues that members owe, paid by transfer; one payment may be for several members. */
export const expectedDues: PaymentSource = {
	key: 'membership.dues',
	permission: 'membership.collect',
	list: ({ tx }, limit) => unpaid(tx, sql`m.starts_on, m.id`, limit),
	async nearest({ tx }, { cents, day }, limit) {
		if (cents < 0) return [];
		const order = sql`(m.due_cents - m.paid_cents = ${cents}) DESC, abs(m.starts_on - ${day}::date), m.id`;
		return unpaid(tx, order, limit);
	},
	settle,
	async undo(context, { entryId, reason }) {
		const { rows } = await sql<{ id: string }>`
			SELECT p.id FROM membership.payment p
			WHERE p.entry_id = ${entryId} AND p.cancelled_at IS NULL`.execute(context.tx);
		const [payment] = rows;
		if (!payment) return undefined;
		return { number: (await cancelOne(context, payment.id, reason)).entryNumber };
	}
};

/** The first ones in an order, named once they are chosen: an association may wait for thousands. */
async function unpaid(
	tx: Tx,
	order: RawBuilder<unknown>,
	limit: number
): Promise<ExpectedPayment[]> {
	const { rows } = await sql<
		Omit<ExpectedPayment, 'label' | 'reference' | 'together'> & {
			feeName: string;
			season: string | null;
		}
	>`
		SELECT m.id, m.due_cents - m.paid_cents AS cents, m.starts_on AS day, p.display_name AS party,
			f.name AS "feeName", m.season
		FROM (
			SELECT m.* FROM membership.membership m
			WHERE m.cancelled_at IS NULL AND m.paid_cents < m.due_cents
			ORDER BY ${order} LIMIT ${limit}
		) m
		JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
		JOIN people.person_summary p ON p.association_id = m.association_id AND p.id = m.person_id
		ORDER BY ${order}`.execute(tx);
	return rows.map(({ feeName, season, ...row }) => ({
		...row,
		label: nameWithSeason(feeName, season),
		reference: null,
		together: 'dues'
	}));
}

async function settle(
	context: OperationContext,
	ids: readonly string[],
	{ means, date, cents, reference }: MadePayment
) {
	const found = await loadMemberships(context.tx, ids);
	let left = cents;
	const shares = ids.flatMap((id, index) => {
		const membership = found.get(id);
		if (!membership) throw new Refusal('not-found', 'membership.membership-not-found');
		const owed = paymentFor(membership, undefined, 'lines');
		// Too much is refused for the last, by what is left to pay on it.
		const given = index === ids.length - 1 ? left : Math.min(owed, left);
		left -= given;
		return given === 0 ? [] : { membership, amountCents: paymentFor(membership, given, 'lines') };
	});
	const payer = shares[0]?.membership;
	const paid = await writePayment(
		context,
		{ id: payer?.personId ?? '', displayName: payer?.personName ?? '' },
		shares,
		{ means: 'transfer', meansAccountId: means, date, reference },
		{ id: newId(), place: 1 }
	);
	return { entryId: paid.entryId, number: paid.entryNumber };
}
