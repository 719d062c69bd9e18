import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Validity } from '../domain/validity.ts';
import { checkTariffs, feeFields, toColumns, type TariffFields } from './fee-input.ts';
import { lockFee, refuseTakenName } from './fee-row.ts';
import { chartOfIncome, insertTariff, writeBands } from './tariff-row.ts';

export const editFee = defineOperation({
	name: 'membership.edit-fee',
	summary:
		'Changes a fee and its tariffs. A tariff left out is deleted, or archived once a membership has it.',
	permission: 'membership.configure',
	kind: 'command',
	http: { method: 'put', path: '/membership/fees/{id}' },
	input: feeFields.extend({ id: z.uuid() }),
	output: z.object({
		id: z.uuid(),
		/** Labels of the tariffs in use, which are kept for the memberships that have them. */
		archivedTariffs: z.array(z.string())
	}),
	async run(context, { id, name, validity, tariffs }) {
		const { tx } = context;
		checkTariffs(validity, tariffs);
		const fee = await lockFee(tx, id);
		await refuseTakenName(tx, name, id);
		if (!sameValidity(fee.validity, validity)) await refuseUsed(tx, fee.id, fee.name);
		const columns = toColumns(validity);
		await sql`
			UPDATE membership.fee f SET name = ${name}, validity = ${columns.validity},
				season_start = ${columns.season_start}, months = ${columns.months}
			WHERE f.id = ${id}`.execute(tx);
		const archivedTariffs = await removeOthers(tx, id, tariffs);
		for (const [index, tariff] of tariffs.entries()) {
			await writeTariff(context, id, index, tariff);
		}
		context.about('fee', id, { name });
		return { id, archivedTariffs };
	}
});

function sameValidity(before: Validity, after: Validity): boolean {
	return JSON.stringify(toColumns(before)) === JSON.stringify(toColumns(after));
}

/** The memberships that exist were promised the days that they have. */
async function refuseUsed(tx: Tx, feeId: string, name: string): Promise<void> {
	const { rows } = await sql`
		SELECT FROM membership.membership m WHERE m.fee_id = ${feeId} LIMIT 1`.execute(tx);
	if (rows.length === 0) return;
	const fault = { path: 'validity', code: 'membership.validity-in-use', parameters: { name } };
	throw new Refusal('conflict', fault.code, fault.parameters, [fault]);
}

async function removeOthers(
	tx: Tx,
	feeId: string,
	kept: readonly TariffFields[]
): Promise<string[]> {
	const ids = kept.flatMap(({ id }) => (id ? [id] : []));
	const gone = sql`t.fee_id = ${feeId} AND t.archived_at IS NULL AND t.id <> ALL(${ids}::uuid[])`;
	await sql`
		DELETE FROM membership.tariff t WHERE ${gone} AND NOT EXISTS (
			SELECT FROM membership.membership m
			WHERE m.association_id = t.association_id AND m.tariff_id = t.id)`.execute(tx);
	const { rows } = await sql<{ label: string }>`
		UPDATE membership.tariff t SET archived_at = now() WHERE ${gone} RETURNING t.label`.execute(tx);
	return rows.map(({ label }) => label);
}

async function writeTariff(
	context: OperationContext,
	feeId: string,
	index: number,
	tariff: TariffFields
): Promise<void> {
	if (!tariff.id) return insertTariff(context, feeId, index + 1, tariff);
	await keepFormerPrice(context, tariff.id, tariff.amountCents);
	const { rows } = await sql`
		UPDATE membership.tariff t SET position = ${index + 1}, label = ${tariff.label},
			amount_cents = ${tariff.amountCents}, free = ${tariff.free},
			income_meaning = ${tariff.incomeMeaning}, income_account = ${tariff.incomeAccount ?? null},
			income_chart = CASE WHEN t.income_account IS DISTINCT FROM ${tariff.incomeAccount ?? null}::text
				THEN ${await chartOfIncome(context, tariff)}::text ELSE t.income_chart END,
			prorated = ${tariff.prorated}, age_min = ${tariff.ageMin ?? null},
			age_max = ${tariff.ageMax ?? null}, income_min_cents = ${tariff.incomeMinCents ?? null},
			income_max_cents = ${tariff.incomeMaxCents ?? null},
			by_household = ${tariff.household?.by ?? null}, archived_at = NULL, successor_id = NULL
		WHERE t.id = ${tariff.id} AND t.fee_id = ${feeId} RETURNING t.id`.execute(context.tx);
	if (rows.length > 0) return writeBands(context, tariff.id, tariff);
	const fault = { path: `tariffs.${index}.id`, code: 'membership.tariff-not-found' };
	throw new Refusal('not-found', fault.code, {}, [fault]);
}

/** What a tariff cost until today, when that changes: the memberships that exist keep what they owe. */
async function keepFormerPrice(
	{ tx, association, actor, today }: OperationContext,
	tariffId: string,
	amountCents: number
): Promise<void> {
	await sql`
		INSERT INTO membership.former_price
			(association_id, id, tariff_id, amount_cents, until_day, changed_by)
		SELECT ${association.id}, ${newId()}, t.id, t.amount_cents, ${today}::date, ${actor.accountId}
		FROM membership.tariff t WHERE t.id = ${tariffId} AND t.amount_cents <> ${amountCents}`.execute(tx);
}
