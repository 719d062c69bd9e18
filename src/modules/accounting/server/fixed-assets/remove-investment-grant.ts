import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import { idField } from '../fields.ts';
import { tables } from './tables.ts';

export const removeInvestmentGrant = defineOperation({
	name: 'accounting.remove-investment-grant',
	summary: 'Take back a grant noted by mistake, none of which became income yet',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/investment-grants/{grantId}' },
	input: z.strictObject({ grantId: idField }),
	output: z.object({ grantId: z.string() }),
	async run(context, { grantId }) {
		const { tx } = context;
		const [written] = await standingEntries(tx, 'grant-share', [grantId]);
		if (written) {
			throw new Refusal('conflict', 'accounting.grant-has-entries', { number: written.number });
		}
		const removed = await tables(tx)
			.deleteFrom('accounting.investment_grant')
			.where('id', '=', grantId)
			.returning('funder')
			.executeTakeFirst();
		if (!removed) throw new Refusal('not-found', 'accounting.no-such-grant');
		context.about('investment-grant', grantId, { funder: removed.funder });
		return { grantId };
	}
});
