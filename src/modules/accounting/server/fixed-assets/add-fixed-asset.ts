import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { assetColumns, assetFields } from './asset-fields.ts';
import { tables } from './tables.ts';

export const addFixedAsset = defineOperation({
	name: 'accounting.add-fixed-asset',
	summary: 'Write a fixed asset in the register, with the years it will be of use',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fixed-assets', success: 201 },
	input: assetFields,
	output: z.object({ assetId: z.string() }),
	async run(context, fields) {
		const { tx, association, now } = context;
		const id = newId();
		const columns = await assetColumns(context, fields);
		await tables(tx)
			.insertInto('accounting.fixed_asset')
			.values({ ...columns, association_id: association.id, id, created_at: now })
			.execute();
		context.about('fixed-asset', id, { label: fields.label });
		return { assetId: id };
	}
});
