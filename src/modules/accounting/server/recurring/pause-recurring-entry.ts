import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { lockRecurring, tables } from './recurring-entries.ts';

export const pauseRecurringEntry = defineOperation({
	name: 'accounting.pause-recurring-entry',
	summary: 'Pause a recurring entry, whose days are then left out, or take it up again',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/recurring-entries/{recurringId}/pause' },
	input: z.strictObject({ recurringId: idField, paused: z.boolean().default(true) }),
	output: z.object({ recurringId: z.string(), paused: z.boolean() }),
	async run(context, { recurringId, paused }) {
		await lockRecurring(context.tx, recurringId);
		await tables(context.tx)
			.updateTable('accounting.recurring_entry')
			.set({ paused })
			.where('id', '=', recurringId)
			.execute();
		context.about('recurring-entry', recurringId, { paused });
		return { recurringId, paused };
	}
});
