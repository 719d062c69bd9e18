import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/index.ts';
import { chartToday } from '#modules/accounting/server/index.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import type { TariffPrice } from '../domain/dues.ts';
import type { HouseholdPrice } from '../domain/household-price.ts';
import type { TariffConditions } from '../domain/tariff-conditions.ts';
import type { Validity } from '../domain/validity.ts';
import { toValidity, type TariffFields, type ValidityColumns } from './fee-input.ts';
import type { IncomeMeaning } from './income.ts';

/** The nomenclature that the account of a tariff is chosen under; `null` without one. */
export async function chartOfIncome(context: OperationContext, { incomeAccount }: TariffFields) {
	return incomeAccount ? chartToday(context) : null;
}

export async function insertTariff(
	context: OperationContext,
	feeId: string,
	position: number,
	tariff: TariffFields
): Promise<void> {
	const { tx, association } = context;
	const id = newId();
	await sql`
		INSERT INTO membership.tariff
			(association_id, id, fee_id, position, label, amount_cents, free, income_meaning, income_account,
				income_chart, prorated, age_min, age_max, income_min_cents, income_max_cents, by_household)
		VALUES (${association.id}, ${id}, ${feeId}, ${position}, ${tariff.label},
			${tariff.amountCents}, ${tariff.free}, ${tariff.incomeMeaning},
			${tariff.incomeAccount ?? null}, ${await chartOfIncome(context, tariff)}, ${tariff.prorated},
			${tariff.ageMin ?? null},
			${tariff.ageMax ?? null}, ${tariff.incomeMinCents ?? null},
			${tariff.incomeMaxCents ?? null}, ${tariff.household?.by ?? null})`.execute(tx);
	await writeBands(context, id, tariff);
}

/** The prices by household of a tariff, in place of those it had. */
export async function writeBands(
	{ tx, association }: OperationContext,
	tariffId: string,
	{ household }: TariffFields
): Promise<void> {
	await sql`DELETE FROM membership.household_price b WHERE b.tariff_id = ${tariffId}`.execute(tx);
	for (const { from, amountCents } of household?.bands ?? []) {
		await sql`
			INSERT INTO membership.household_price (association_id, id, tariff_id, from_place, amount_cents)
			VALUES (${association.id}, ${newId()}, ${tariffId}, ${from}, ${amountCents})`.execute(tx);
	}
}

/** Of a tariff `t`: what it asks by household, `null` when it does not. */
export const HOUSEHOLD_PRICE = sql<HouseholdPrice | null>`
	CASE WHEN t.by_household IS NOT NULL THEN json_build_object('by', t.by_household, 'bands', coalesce((
		SELECT json_agg(json_build_object('from', b.from_place, 'amountCents', b.amount_cents)
			ORDER BY b.from_place)
		FROM membership.household_price b
		WHERE b.association_id = t.association_id AND b.tariff_id = t.id), '[]')) END`;

/** A tariff that may still be chosen, with what its fee says. */
export interface OpenTariff extends TariffPrice, TariffConditions {
	readonly id: string;
	readonly feeId: string;
	readonly feeName: string;
	readonly validity: Validity;
	readonly prorated: boolean;
	readonly household: HouseholdPrice | null;
	readonly incomeMeaning: IncomeMeaning;
	readonly incomeAccount: string | null;
	/** The nomenclature that the account was chosen under; `null` when that was not noted. */
	readonly incomeChart: ChartVersion | null;
}

interface TariffRow extends Omit<OpenTariff, 'validity'>, ValidityColumns {
	readonly archived: boolean;
}

/** @throws {Refusal} `membership.tariff-not-found`, `membership.tariff-archived` */
export async function openTariff(tx: Tx, id: string): Promise<OpenTariff> {
	const { rows } = await sql<TariffRow>`
		SELECT t.id, t.fee_id AS "feeId", f.name AS "feeName", t.label, t.amount_cents AS "amountCents",
			t.free, t.income_meaning AS "incomeMeaning", t.income_account AS "incomeAccount",
			t.income_chart AS "incomeChart",
			t.prorated, t.age_min AS "ageMin", t.age_max AS "ageMax",
			t.income_min_cents AS "incomeMinCents", t.income_max_cents AS "incomeMaxCents",
			${HOUSEHOLD_PRICE} AS household, f.validity, f.season_start, f.months,
			t.archived_at IS NOT NULL OR f.archived_at IS NOT NULL AS archived
		FROM membership.tariff t
		JOIN membership.fee f ON f.association_id = t.association_id AND f.id = t.fee_id
		WHERE t.id = ${id}`.execute(tx);
	const [row] = rows;
	if (!row) throw new Refusal('not-found', 'membership.tariff-not-found');
	const { archived, validity, season_start, months, ...tariff } = row;
	if (archived) {
		throw refuseField('tariffId', 'membership.tariff-archived', { label: tariff.label });
	}
	return { ...tariff, validity: toValidity({ validity, season_start, months }) };
}
