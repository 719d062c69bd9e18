import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { refuseWritten } from './asset-entries.ts';
import { assetColumns, assetFields } from './asset-fields.ts';
import { lockAsset } from './load-assets.ts';
import { tables } from './tables.ts';

const FIGURES = [
	...(['account_id', 'acquired_on', 'in_service_on', 'cost_cents', 'residual_cents'] as const),
	...(['life_months', 'day_count'] as const)
];

export const editFixedAsset = defineOperation({
	name: 'accounting.edit-fixed-asset',
	summary:
		'Correct what the register says of a fixed asset; its figures until something is charged',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'put', path: '/accounting/fixed-assets/{assetId}' },
	input: assetFields.extend({ assetId: idField }),
	output: z.object({ assetId: z.string() }),
	async run(context, { assetId, ...fields }) {
		const { tx } = context;
		const columns = await assetColumns(context, fields, await lockAsset(tx, assetId));
		if (fields.partOfId === assetId) throw refuseField('partOfId', 'accounting.part-of-itself');
		const before = await tables(tx)
			.selectFrom('accounting.fixed_asset')
			.select(FIGURES)
			.where('id', '=', assetId)
			.executeTakeFirstOrThrow();
		if (FIGURES.some((figure) => before[figure] !== columns[figure])) {
			await refuseWritten(tx, assetId);
		}
		await tables(tx)
			.updateTable('accounting.fixed_asset')
			.set(columns)
			.where('id', '=', assetId)
			.execute();
		context.about('fixed-asset', assetId, { label: fields.label });
		return { assetId };
	}
});
