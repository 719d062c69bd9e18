import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { HouseholdPrice } from '../domain/household-price.ts';
import type { TariffConditions } from '../domain/tariff-conditions.ts';
import { HOUSEHOLD_PRICE } from './tariff-row.ts';

/** A tariff of a fee, archived or not. */
export interface FeeTariff extends TariffConditions {
	readonly id: string;
	readonly label: string;
	readonly amountCents: number;
	readonly free: boolean;
	readonly archived: boolean;
	readonly successorId: string | null;
	readonly household: HouseholdPrice | null;
}

/** All the tariffs that a fee ever had, by id. */
export async function tariffsOfFee(tx: Tx, feeId: string): Promise<ReadonlyMap<string, FeeTariff>> {
	const { rows } = await sql<FeeTariff>`
		SELECT t.id, t.label, t.amount_cents AS "amountCents", t.free, t.archived_at IS NOT NULL AS archived,
			t.successor_id AS "successorId", t.age_min AS "ageMin", t.age_max AS "ageMax",
			t.income_min_cents AS "incomeMinCents", t.income_max_cents AS "incomeMaxCents",
			${HOUSEHOLD_PRICE} AS household
		FROM membership.tariff t WHERE t.fee_id = ${feeId}`.execute(tx);
	return new Map(rows.map((row) => [row.id, row]));
}

/** The tariff that is proposed today in place of one that may be archived; that one itself when none is. */
export function inForce(
	tariffs: ReadonlyMap<string, FeeTariff>,
	id: string
): FeeTariff | undefined {
	const first = tariffs.get(id);
	const seen = new Set<string>();
	let tariff = first;
	while (tariff?.archived && tariff.successorId !== null && !seen.has(tariff.id)) {
		seen.add(tariff.id);
		tariff = tariffs.get(tariff.successorId);
	}
	return tariff && !tariff.archived ? tariff : first;
}
