import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { planOf } from '#modules/accounting/domain/fixed-assets/depreciation.ts';
import { grantUsedOn } from '#modules/accounting/domain/fixed-assets/grant-share.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import { toWrittenEntry, writtenEntryView } from '../closing/written-entry.ts';
import { idField } from '../fields.ts';
import { loadYears } from '../fiscal-years.ts';
import { assetView, toAssetView } from './asset-view.ts';
import { assetById, assetsQuery, grantsOf } from './load-assets.ts';

export const getFixedAsset = defineOperation({
	name: 'accounting.get-fixed-asset',
	summary:
		'Read a fixed asset: its plan year by year, the entries written, its grants and components',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/fixed-assets/{assetId}' },
	input: z.strictObject({ assetId: idField }),
	output: assetView.extend({
		/** What was worn before the first fiscal year has one row; years to come are of twelve months. */
		plan: z.array(
			z.object({
				start: z.string(),
				end: z.string(),
				/** `null` for a time without fiscal year. */
				fiscalYearId: z.string().nullable(),
				chargeCents: z.int(),
				accumulatedCents: z.int(),
				netCents: z.int(),
				entries: z.array(writtenEntryView)
			})
		),
		/** What was written when it was sold or scrapped. */
		exits: z.array(writtenEntryView),
		grants: z.array(
			z.object({
				id: z.string(),
				funder: z.string(),
				grantedOn: z.string(),
				amountCents: z.int(),
				/** What became income by the end of the last fiscal year, by the plan. */
				usedCents: z.int(),
				entries: z.array(writtenEntryView)
			})
		),
		partOf: z.object({ id: z.string(), label: z.string() }).nullable(),
		parts: z.array(z.object({ id: z.string(), label: z.string(), costCents: z.int() }))
	}),
	async run({ tx }, { assetId }) {
		const asset = await assetById(tx, assetId);
		const years = await loadYears(tx);
		const grants = await grantsOf(tx, [assetId]);
		const charged = await standingEntries(tx, 'depreciation', [assetId]);
		const shared = await standingEntries(
			tx,
			'grant-share',
			grants.map(({ id }) => id)
		);
		const exits = [
			...(await standingEntries(tx, 'asset-disposal', [assetId])),
			...(await standingEntries(tx, 'asset-sale', [assetId]))
		];
		const relatives = await assetsQuery(tx)
			.where((eb) =>
				eb.or([eb('f.part_of_id', '=', assetId), eb('f.id', '=', asset.partOfId ?? assetId)])
			)
			.orderBy('f.acquired_on')
			.limit(100)
			.execute();
		const whole = relatives.find(({ id }) => id === asset.partOfId);
		const last = years.at(-1)?.end ?? asset.acquiredOn;
		return {
			...toAssetView(asset),
			plan: planOf(asset, years).map((row) => {
				const year = years.find(({ start }) => start === row.start);
				const entries = charged.filter(({ fiscalYearId }) => fiscalYearId === year?.id);
				return { ...row, fiscalYearId: year?.id ?? null, entries: entries.map(toWrittenEntry) };
			}),
			exits: exits.map(toWrittenEntry),
			grants: grants.map((grant) => ({
				...{ id: grant.id, funder: grant.funder, grantedOn: grant.grantedOn },
				amountCents: grant.amountCents,
				usedCents: grantUsedOn(asset, grant, last),
				entries: shared.filter(({ sourceId }) => sourceId === grant.id).map(toWrittenEntry)
			})),
			partOf: whole ? { id: whole.id, label: whole.label } : null,
			parts: relatives
				.filter(({ partOfId }) => partOfId === assetId)
				.map(({ id, label, costCents }) => ({ id, label, costCents }))
		};
	}
});
