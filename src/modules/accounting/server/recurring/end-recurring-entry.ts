import { z } from 'zod';
import { addDays } from '#shared/day.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { dayField, idField } from '../fields.ts';
import { lockRecurring, tables } from './recurring-entries.ts';

export const endRecurringEntry = defineOperation({
	name: 'accounting.end-recurring-entry',
	summary: 'End a recurring entry: it falls due no more after a day, yesterday unless said',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/recurring-entries/{recurringId}/end' },
	input: z.strictObject({ recurringId: idField, until: dayField.nullable().optional() }),
	/** `null`: it goes on, as long as it was to. */
	output: z.object({ recurringId: z.string(), until: z.string().nullable() }),
	async run(context, { recurringId, until = addDays(context.today, -1) }) {
		await lockRecurring(context.tx, recurringId);
		await tables(context.tx)
			.updateTable('accounting.recurring_entry')
			.set({ until_day: until })
			.where('id', '=', recurringId)
			.execute();
		context.about('recurring-entry', recurringId, { until });
		return { recurringId, until };
	}
});
