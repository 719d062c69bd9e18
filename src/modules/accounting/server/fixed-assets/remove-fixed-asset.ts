import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { refuseWritten } from './asset-entries.ts';
import { lockAsset } from './load-assets.ts';
import { tables } from './tables.ts';

export const removeFixedAsset = defineOperation({
	name: 'accounting.remove-fixed-asset',
	summary:
		'Take out of the register an asset written there by mistake, from which nothing was charged',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/fixed-assets/{assetId}' },
	input: z.strictObject({ assetId: idField }),
	output: z.object({ assetId: z.string() }),
	async run(context, { assetId }) {
		const { tx } = context;
		const { label } = await lockAsset(tx, assetId);
		await refuseWritten(tx, assetId);
		const part = await tables(tx)
			.selectFrom('accounting.fixed_asset')
			.select('label')
			.where('part_of_id', '=', assetId)
			.executeTakeFirst();
		if (part) throw new Refusal('conflict', 'accounting.asset-has-parts', { label: part.label });
		await tables(tx)
			.deleteFrom('accounting.investment_grant')
			.where('asset_id', '=', assetId)
			.execute();
		await tables(tx).deleteFrom('accounting.fixed_asset').where('id', '=', assetId).execute();
		context.about('fixed-asset', assetId, { label });
		return { assetId };
	}
});
