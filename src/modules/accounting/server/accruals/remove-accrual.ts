import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import { idField } from '../fields.ts';
import { lockAccrual, tables } from './accruals.ts';

export const removeAccrual = defineOperation({
	name: 'accounting.remove-accrual',
	summary: 'Take back an accrual noted by mistake, none of whose entries stands',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/accruals/{accrualId}' },
	input: z.strictObject({ accrualId: idField }),
	output: z.object({ accrualId: z.string() }),
	async run(context, { accrualId }) {
		const { tx } = context;
		const { label } = await lockAccrual(tx, accrualId);
		const [written] = [
			...(await standingEntries(tx, 'accrual', [accrualId])),
			...(await standingEntries(tx, 'accrual-reversal', [accrualId]))
		];
		if (written) {
			throw new Refusal('conflict', 'accounting.accrual-has-entries', { number: written.number });
		}
		await tables(tx).deleteFrom('accounting.accrual').where('id', '=', accrualId).execute();
		context.about('accrual', accrualId, { label });
		return { accrualId };
	}
});
