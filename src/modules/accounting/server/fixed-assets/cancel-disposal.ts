import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import { entryRef, idField } from '../fields.ts';
import { reverse } from '../reverse.ts';
import { grantsOf, lockAsset } from './load-assets.ts';
import { tables } from './tables.ts';

export const cancelDisposal = defineOperation({
	name: 'accounting.cancel-disposal',
	summary: 'Take back the disposal of a fixed asset noted by mistake: its entries are reversed',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/fixed-assets/{assetId}/disposal' },
	input: z.strictObject({ assetId: idField }),
	output: z.object({ entries: z.array(entryRef) }),
	async run(context, { assetId }) {
		const { tx, actor } = context;
		const asset = await lockAsset(tx, assetId);
		const { disposedOn } = asset;
		if (!disposedOn) throw new Refusal('conflict', 'accounting.asset-not-disposed');
		const reason = m.accounting_asset_back_reason({}, { locale: actor.locale });
		const written = [
			...(await standingEntries(tx, 'asset-disposal', [assetId])),
			...(await standingEntries(tx, 'asset-sale', [assetId])),
			...(await sharesTakenAtOnce(tx, assetId, disposedOn))
		];
		const entries = [];
		for (const { entryId } of written) {
			entries.push(await reverse(context, { entryId, date: disposedOn, reason }));
		}
		await tables(tx)
			.updateTable('accounting.fixed_asset')
			.set({ disposed_on: null, disposal: null })
			.where('id', '=', assetId)
			.execute();
		context.about('fixed-asset', assetId, { label: asset.label });
		return { entries };
	}
});

/** What was left of the grants became income that day: it is spread again. */
async function sharesTakenAtOnce(tx: Tx, assetId: string, on: Day) {
	const grants = await grantsOf(tx, [assetId]);
	const ids = grants.map(({ id }) => id);
	return (await standingEntries(tx, 'grant-share', ids)).filter(({ date }) => date === on);
}
