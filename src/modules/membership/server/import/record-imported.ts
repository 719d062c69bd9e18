import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { PlannedMembership } from '#modules/membership/domain/import/plan.ts';
import type { PaymentMeans } from '#modules/membership/domain/means.ts';
import { loadMemberships } from '../membership-row.ts';
import { writePayment } from '../write-payment.ts';

/** A membership of the plan, whose person is known by now. */
export interface Recorded {
	readonly id: string;
	readonly personId: string;
	readonly planned: PlannedMembership;
}

// Parameters of a statement are held whole by both sides.
const CHUNK = 2_000;

/**
 * Writes memberships, thousands in a statement.
 * @param brought what is paid is noted with them, without an entry
 * @throws {Refusal} `membership.import-changed` when an overlapping one was recorded meanwhile
 */
export async function insertImported(
	{ tx, association, actor }: OperationContext,
	importId: string,
	memberships: readonly Recorded[],
	brought: boolean
): Promise<void> {
	for (let at = 0; at < memberships.length; at += CHUNK) {
		const chunk = memberships.slice(at, at + CHUNK);
		const column = <Value>(of: (planned: PlannedMembership) => Value) =>
			chunk.map(({ planned }) => of(planned));
		await sql`
			INSERT INTO membership.membership (association_id, id, person_id, fee_id, tariff_id, season,
				starts_on, ends_on, due_cents, brought_cents, import_id, created_by)
			SELECT ${association.id}::uuid, l.id, l.person_id, l.fee_id, l.tariff_id, l.season, l.starts_on,
				l.ends_on, l.due_cents, l.brought_cents, ${importId}::uuid, ${actor.accountId}::uuid
			FROM unnest(${chunk.map(({ id }) => id)}::uuid[],
				${chunk.map(({ personId }) => personId)}::uuid[],
				${column(({ tariff }) => tariff.feeId)}::uuid[],
				${column(({ tariff }) => tariff.id)}::uuid[], ${column(({ season }) => season)}::text[],
				${column(({ period }) => period.start)}::date[],
				${column(({ period }) => period.end)}::date[],
				${column(({ dueCents }) => dueCents)}::bigint[],
				${column(({ paidCents }) => (brought ? paidCents : 0))}::bigint[])
				AS l (id, person_id, fee_id, tariff_id, season, starts_on, ends_on, due_cents, brought_cents)`
			.execute(tx)
			.catch((error: { constraint?: string }) => {
				if (error.constraint !== 'membership_overlap') throw error;
				throw new Refusal('conflict', 'membership.import-changed');
			});
	}
}

/**
 * Writes what was paid into the accounts, a payment for each membership; answers the collection they make.
 * @param report hears how many payments have been written
 */
export async function postImported(
	context: OperationContext,
	memberships: readonly Recorded[],
	usual: PaymentMeans,
	report: (payments: number) => void = () => {}
): Promise<string> {
	const collectionId = newId();
	const rows = await loadMemberships(
		context.tx,
		memberships.map(({ id }) => id)
	);
	let place = 0;
	for (const { id, planned } of memberships) {
		const membership = rows.get(id);
		const { paidCents: amountCents, paidOn: date, means = usual, reference } = planned;
		if (!membership || amountCents === 0) continue;
		const payer = { id: membership.personId, displayName: membership.personName };
		const money = { date, means, reference: reference || undefined };
		place += 1;
		const collection = { id: collectionId, place };
		await writePayment(context, payer, [{ membership, amountCents }], money, collection);
		report(place);
	}
	return collectionId;
}
