import { z } from 'zod';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { keptAccountIn } from '../chart/kept-accounts.ts';
import { depreciationAccount, inventoryAccount } from '../closing/inventory-account.ts';
import { credit, debit, postInventoryEntry } from '../closing/post-inventory-entry.ts';
import { idField } from '../fields.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { holdOpenYear, loadYears, yearById } from '../fiscal-years.ts';
import { lockAsset } from './load-assets.ts';
import type { KnownAsset } from './load-assets.ts';
import { chargesOf, yearCharges } from './year-charges.ts';
import type { AssetCharge, GrantCharge } from './year-charges.ts';

export const postDepreciation = defineOperation({
	name: 'accounting.post-depreciation',
	summary: 'Write what a year bears of its fixed assets, and the shares of their grants, as drafts',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fiscal-years/{fiscalYearId}/depreciation' },
	input: z.strictObject({
		fiscalYearId: idField,
		/** These assets only. */
		assetIds: z.array(idField).max(2_000).optional()
	}),
	output: z.object({
		/** Entries written; none when all was written already. */
		entries: z.array(z.object({ entryId: z.string(), number: z.string() }))
	}),
	async run(context, { fiscalYearId, assetIds }) {
		const { tx } = context;
		const year = await holdOpenYear(tx, yearById(await loadYears(tx), fiscalYearId).end);
		const entries = [];
		for (const { asset } of await yearCharges(tx, year)) {
			if (assetIds && !assetIds.includes(asset.id)) continue;
			entries.push(...(await postCharges(context, year, asset)));
		}
		context.about('fiscal-year', year.id, { code: year.code, entries: entries.length });
		return { entries };
	}
});

/** What is still to be written of an asset for the year; it waits for whoever writes the same. */
async function postCharges(context: OperationContext, year: KnownYear, { id }: KnownAsset) {
	const asset = await lockAsset(context.tx, id);
	const [charge] = await chargesOf(context.tx, year, [asset]);
	if (!charge) return [];
	const written = [];
	if (charge.wantedCents > charge.writtenCents) {
		written.push(await writeCharge(context, year, charge));
	}
	for (const share of charge.grants) {
		if (share.wantedCents > share.writtenCents) {
			written.push(await writeGrantShare(context, year, asset, share));
		}
	}
	return written;
}

/** 6811 to 28: what is missing of the charge of the year, on the last day that the asset is there. */
export async function writeCharge(
	context: OperationContext,
	year: KnownYear,
	{ asset, wantedCents, writtenCents }: AssetCharge
) {
	const charge = await inventoryAccount(context, year.chart, 'depreciation-charge');
	const { disposedOn } = asset;
	const account = await keptAccountIn(context, year, asset);
	const worn = await depreciationAccount(context, year.chart, account);
	const cents = wantedCents - writtenCents;
	const { locale } = context.actor;
	return postInventoryEntry(context, {
		year,
		date: disposedOn && disposedOn < year.end ? disposedOn : year.end,
		label: m.accounting_asset_charge_label({ asset: asset.label, year: year.code }, { locale }),
		lines: [debit(charge, cents), credit(worn, cents)],
		type: 'depreciation',
		sourceId: asset.id
	});
}

/** 139 to 747 (777 before 2025): the share of an investment grant that is income of the year. */
export async function writeGrantShare(
	context: OperationContext,
	year: KnownYear,
	asset: KnownAsset,
	{ grant, wantedCents, writtenCents }: GrantCharge
) {
	const used = await inventoryAccount(context, year.chart, 'investment-grant-used');
	const income = await inventoryAccount(context, year.chart, 'investment-grant-share');
	const cents = wantedCents - writtenCents;
	const words = { funder: grant.funder, asset: asset.label };
	return postInventoryEntry(context, {
		year,
		date: asset.disposedOn && asset.disposedOn < year.end ? asset.disposedOn : year.end,
		label: m.accounting_asset_grant_label(words, { locale: context.actor.locale }),
		lines: [debit(used, cents), credit(income, cents)],
		type: 'grant-share',
		sourceId: grant.id
	});
}
