import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { dayField, idField } from '../fields.ts';
import { lockAccrual, tables } from './accruals.ts';

export const noteAccrualInvoice = defineOperation({
	name: 'accounting.note-accrual-invoice',
	summary:
		'Note the day of the invoice that an accrual was waiting for: the years after it forget it',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/accruals/{accrualId}/invoice' },
	input: z.strictObject({ accrualId: idField, bookedOn: dayField }),
	output: z.object({ accrualId: z.string() }),
	async run(context, { accrualId, bookedOn }) {
		const { label } = await lockAccrual(context.tx, accrualId);
		await tables(context.tx)
			.updateTable('accounting.accrual')
			.set({ booked_on: bookedOn })
			.where('id', '=', accrualId)
			.execute();
		context.about('accrual', accrualId, { label });
		return { accrualId };
	}
});
