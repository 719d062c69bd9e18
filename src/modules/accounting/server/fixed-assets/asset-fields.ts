import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { isFixedAssetAccount } from '#modules/accounting/domain/closing/inventory-accounts.ts';
import { DAY_COUNTS } from '#modules/accounting/domain/fixed-assets/day-count.ts';
import { keepAccounts, requireAccount } from '../accounts.ts';
import { entryById } from '../entries.ts';
import {
	accountField,
	amountField,
	dayField,
	idField,
	labelField,
	referenceField
} from '../fields.ts';
import { yearAmong, loadYears } from '../fiscal-years.ts';
import { contains } from '#modules/accounting/domain/fiscal-year.ts';
import { assetById, type KnownAsset } from './load-assets.ts';

/** What is said of a fixed asset. */
export const assetFields = z.strictObject({
	label: labelField,
	/** Of class 20 to 27: `2183`. */
	account: accountField,
	acquiredOn: dayField,
	/** First day of use; the day it was bought unless said. */
	inServiceOn: dayField.optional(),
	costCents: amountField,
	/** What it will still be worth at the end of its life. */
	residualCents: amountField.default(0),
	/** None for what does not wear out. */
	lifeMonths: z.int().min(1).max(1200).optional(),
	/** How the days of a part of a year are counted. */
	dayCount: z.enum(DAY_COUNTS).default('thirty-360'),
	supplier: labelField.optional(),
	reference: referenceField.optional(),
	/** The asset that it is a component of. */
	partOfId: idField.optional(),
	/** The entry that bought it. */
	entryId: idField.optional()
});

type AssetFields = z.output<typeof assetFields>;

/**
 * The columns of an asset, once all that it names is known; an account that stays is still of the chart it was of.
 * @throws {Refusal} `accounting.no-asset-account`, `in-service-before-purchase`, `residual-too-large`…
 */
export async function assetColumns(
	context: OperationContext,
	fields: AssetFields,
	before?: KnownAsset
) {
	const { tx, today } = context;
	const { acquiredOn, inServiceOn = acquiredOn, costCents, residualCents } = fields;
	if (costCents <= 0) throw refuseField('costCents', 'accounting.amount-not-positive');
	if (residualCents < 0 || residualCents >= costCents) {
		throw refuseField('residualCents', 'accounting.residual-too-large');
	}
	if (inServiceOn < acquiredOn) {
		throw refuseField('inServiceOn', 'accounting.in-service-before-purchase');
	}
	const kept = before?.code === fields.account ? before.keptUnder : null;
	const chart = kept ?? (await chartOn(context, acquiredOn, today));
	const accounts = await keepAccounts(context, chart, [fields.account]);
	const account = requireAccount(accounts, fields.account, 'account');
	if (!isFixedAssetAccount(account.code)) {
		throw refuseField('account', 'accounting.no-asset-account', { account: account.code });
	}
	if (fields.partOfId !== undefined) await assetById(tx, fields.partOfId);
	if (fields.entryId !== undefined) await entryById(tx, fields.entryId);
	return {
		label: fields.label,
		account_id: account.id,
		chart,
		acquired_on: acquiredOn,
		in_service_on: inServiceOn,
		cost_cents: costCents,
		residual_cents: residualCents,
		life_months: fields.lifeMonths ?? null,
		day_count: fields.dayCount,
		supplier: fields.supplier ?? null,
		reference: fields.reference ?? null,
		part_of_id: fields.partOfId ?? null,
		entry_id: fields.entryId ?? null
	};
}

/** The chart of the year of a day, of the current one when it was before the books were kept here. */
async function chartOn({ tx }: OperationContext, on: Day, today: Day) {
	const years = await loadYears(tx);
	return (years.find((each) => contains(each, on)) ?? yearAmong(years, undefined, today)).chart;
}
