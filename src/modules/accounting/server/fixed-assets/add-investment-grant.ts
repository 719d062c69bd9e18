import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { amountField, dayField, idField, labelField } from '../fields.ts';
import { refuseWritten } from './asset-entries.ts';
import { grantsOf, lockAsset } from './load-assets.ts';
import { tables } from './tables.ts';

export const addInvestmentGrant = defineOperation({
	name: 'accounting.add-investment-grant',
	summary: 'Say which grant paid for a fixed asset: it becomes income as the asset wears out',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fixed-assets/{assetId}/grants', success: 201 },
	input: z.strictObject({
		assetId: idField,
		funder: labelField,
		grantedOn: dayField,
		amountCents: amountField
	}),
	output: z.object({ grantId: z.string() }),
	async run(context, { assetId, funder, grantedOn, amountCents }) {
		const { tx, association, now } = context;
		const asset = await lockAsset(tx, assetId);
		if (amountCents <= 0) throw refuseField('amountCents', 'accounting.amount-not-positive');
		const others = await grantsOf(tx, [assetId]);
		if (sum([amountCents, ...others.map((grant) => grant.amountCents)]) > asset.costCents) {
			throw refuseField('amountCents', 'accounting.grant-beyond-cost');
		}
		if (asset.disposedOn) await refuseWritten(tx, assetId);
		const id = newId();
		await tables(tx)
			.insertInto('accounting.investment_grant')
			.values({
				...{ association_id: association.id, id, asset_id: assetId, funder },
				...{ granted_on: grantedOn, amount_cents: amountCents, created_at: now }
			})
			.execute();
		context.about('investment-grant', id, { funder, asset: asset.label });
		return { grantId: id };
	}
});
