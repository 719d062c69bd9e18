import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { fundEntries } from './fund-movements.ts';
import { lockFund, tables } from './funds.ts';

export const removeDedicatedFund = defineOperation({
	name: 'accounting.remove-dedicated-fund',
	summary: 'Take back a dedicated fund noted by mistake, none of whose entries stands',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/dedicated-funds/{fundId}' },
	input: z.strictObject({ fundId: idField }),
	output: z.object({ fundId: z.string() }),
	async run(context, { fundId }) {
		const { tx } = context;
		const { label } = await lockFund(tx, fundId);
		const [written] = await fundEntries(tx, [fundId]);
		if (written) {
			throw new Refusal('conflict', 'accounting.fund-has-entries', { number: written.number });
		}
		await tables(tx)
			.deleteFrom('accounting.dedicated_fund_transfer')
			.where((eb) => eb.or([eb('from_id', '=', fundId), eb('to_id', '=', fundId)]))
			.execute();
		await tables(tx).deleteFrom('accounting.dedicated_fund').where('id', '=', fundId).execute();
		context.about('dedicated-fund', fundId, { label });
		return { fundId };
	}
});
