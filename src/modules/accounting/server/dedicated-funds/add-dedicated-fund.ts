import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { FUND_KINDS } from '#modules/accounting/domain/dedicated-funds/dedicated-fund.ts';
import { valueById } from '../analytics/axes.ts';
import { amountField, dayField, idField, labelField } from '../fields.ts';
import { tables } from './funds.ts';

export const addDedicatedFund = defineOperation({
	name: 'accounting.add-dedicated-fund',
	summary: 'Follow money given for a purpose: what is not spent for it is kept for the next years',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/dedicated-funds', success: 201 },
	input: z.strictObject({
		/** The purpose. */
		label: labelField,
		funder: labelField,
		kind: z.enum(FUND_KINDS),
		receivedOn: dayField,
		receivedCents: amountField.default(0),
		/** Already kept in 194, 195 or 196 when the books began here. */
		broughtCents: amountField.default(0),
		/** The project whose expenses it pays for. */
		valueId: idField.optional()
	}),
	output: z.object({ fundId: z.string() }),
	async run(context, { label, funder, kind, receivedOn, receivedCents, broughtCents, valueId }) {
		const { tx, association, now } = context;
		if (receivedCents < 0 || broughtCents < 0 || receivedCents + broughtCents === 0) {
			throw refuseField('receivedCents', 'accounting.amount-not-positive');
		}
		if (valueId !== undefined) await valueById(tx, valueId);
		const id = newId();
		await tables(tx)
			.insertInto('accounting.dedicated_fund')
			.values({
				...{ association_id: association.id, id, label, funder, kind },
				...{ received_on: receivedOn, received_cents: receivedCents },
				...{ brought_cents: broughtCents, value_id: valueId ?? null, created_at: now }
			})
			.execute();
		context.about('dedicated-fund', id, { label });
		return { fundId: id };
	}
});
