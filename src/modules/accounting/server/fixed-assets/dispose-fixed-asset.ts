import { z } from 'zod';
import { toFrenchDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { accumulatedOn } from '#modules/accounting/domain/fixed-assets/depreciation.ts';
import { keptAccountIn } from '../chart/kept-accounts.ts';
import { depreciationAccount, inventoryAccount } from '../closing/inventory-account.ts';
import { credit, debit, postInventoryEntry } from '../closing/post-inventory-entry.ts';
import { accountField, amountField, dayField, entryRef, idField } from '../fields.ts';
import { holdOpenYear, loadYears } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { recordPlain } from '../record-plain.ts';
import { lockAsset } from './load-assets.ts';
import type { KnownAsset } from './load-assets.ts';
import { writeCharge, writeGrantShare } from './post-depreciation.ts';
import { tables } from './tables.ts';
import { chargesOf } from './year-charges.ts';

export const disposeFixedAsset = defineOperation({
	name: 'accounting.dispose-fixed-asset',
	summary:
		'Write that a fixed asset was sold or scrapped: last charge, exit, and the money received',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fixed-assets/{assetId}/disposal', success: 201 },
	input: z.strictObject({
		assetId: idField,
		date: dayField,
		/** What it was sold for; nothing when it was scrapped, lost or given. */
		proceedsCents: amountField.default(0),
		/** The account that the money came to. */
		means: accountField.optional()
	}),
	output: z.object({ entries: z.array(entryRef) }),
	async run(context, { assetId, date, proceedsCents, means }) {
		const { tx } = context;
		const year = await holdOpenYear(tx, date);
		const before = await lockAsset(tx, assetId);
		await checkDisposable(context, before, year, date);
		if (proceedsCents < 0) throw refuseField('proceedsCents', 'accounting.amount-not-positive');
		if (proceedsCents > 0 && !means) throw refuseField('means', 'accounting.disposal-means-needed');
		const asset: KnownAsset = {
			...before,
			disposedOn: date,
			disposal: proceedsCents > 0 ? 'sold' : 'scrapped'
		};
		await tables(tx)
			.updateTable('accounting.fixed_asset')
			.set({ disposed_on: date, disposal: asset.disposal })
			.where('id', '=', assetId)
			.execute();
		const entries = await writeExit(context, year, asset);
		if (proceedsCents > 0 && means) {
			entries.push(await writeProceeds(context, year, asset, { proceedsCents, means }));
		}
		context.about('fixed-asset', assetId, { label: asset.label, date });
		return { entries };
	}
});

async function checkDisposable(
	{ tx }: OperationContext,
	asset: KnownAsset,
	year: KnownYear,
	date: Day
): Promise<void> {
	if (asset.disposedOn) {
		const on = toFrenchDay(asset.disposedOn);
		throw new Refusal('conflict', 'accounting.asset-disposed', { date: on });
	}
	if (date < asset.acquiredOn) throw refuseField('date', 'accounting.disposal-before-purchase');
	const years = await loadYears(tx);
	for (const earlier of years.filter(({ end, closed }) => end < year.start && !closed)) {
		const [charge] = await chargesOf(tx, earlier, [asset]);
		if (charge && charge.wantedCents > charge.writtenCents) {
			throw new Refusal('conflict', 'accounting.depreciation-first', { year: earlier.code });
		}
	}
	// What was charged for the whole year is too much, and what comes later should not be.
	for (const each of years.filter(({ end }) => end >= year.start)) {
		const [charge] = await chargesOf(tx, each, [{ ...asset, disposedOn: date }]);
		const [written] = charge?.entries ?? [];
		if (charge && written && charge.writtenCents > charge.wantedCents) {
			throw new Refusal('conflict', 'accounting.charged-beyond-disposal', {
				number: written.number
			});
		}
	}
}

/** The charge up to the day, what is left of grants, then the asset leaves: 28 and book value against class 2. */
async function writeExit(context: OperationContext, year: KnownYear, asset: KnownAsset) {
	const { tx, actor } = context;
	const entries = [];
	const [charge] = await chargesOf(tx, year, [asset]);
	if (charge && charge.wantedCents > charge.writtenCents) {
		entries.push(await writeCharge(context, year, charge));
	}
	for (const share of charge?.grants ?? []) {
		if (share.wantedCents > share.writtenCents) {
			entries.push(await writeGrantShare(context, year, asset, share));
		}
	}
	const { disposedOn, costCents } = asset;
	const worn = accumulatedOn(asset, disposedOn as Day);
	const account = await keptAccountIn(context, year, asset);
	const label = m.accounting_asset_exit_label({ asset: asset.label }, { locale: actor.locale });
	const kept = await depreciationAccount(context, year.chart, account);
	entries.push(
		await postInventoryEntry(context, {
			...{ year, date: disposedOn as Day, label },
			lines: [
				debit(kept, worn),
				debit(await inventoryAccount(context, year.chart, 'disposed-book-value'), costCents - worn),
				credit(account, costCents)
			],
			type: 'asset-disposal',
			sourceId: asset.id
		})
	);
	return entries;
}

async function writeProceeds(
	context: OperationContext,
	year: KnownYear,
	asset: KnownAsset,
	{ proceedsCents, means }: { proceedsCents: number; means: string }
) {
	const income = await inventoryAccount(context, year.chart, 'disposal-proceeds');
	const { locale } = context.actor;
	return recordPlain(context, 'income', {
		date: asset.disposedOn as Day,
		label: m.accounting_asset_sale_label({ asset: asset.label }, { locale }).slice(0, 200),
		amountCents: proceedsCents,
		means,
		account: income.code,
		source: { module: 'accounting', type: 'asset-sale', id: asset.id }
	});
}
