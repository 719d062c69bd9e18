import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { dayField } from './fields.ts';
import { lockYears } from './fiscal-years.ts';
import { tables } from './tables.ts';

export const validateEntries = defineOperation({
	name: 'accounting.validate-entries',
	summary: 'Validate for good all entries dated up to a day: they can only be reversed after it',
	permission: 'accounting.validate',
	kind: 'command',
	http: { method: 'post', path: '/accounting/validations' },
	input: z.strictObject({ until: dayField }),
	output: z.object({ count: z.int() }),
	async run(context, { until }) {
		const { tx, now } = context;
		// In the order of closing a year, which holds them too.
		await lockYears(tx);
		const { numUpdatedRows } = await tables(tx)
			.updateTable('accounting.entry')
			.set({ validated_at: now })
			.where('validated_at', 'is', null)
			.where('entry_date', '<=', until)
			.executeTakeFirst();
		const count = Number(numUpdatedRows);
		context.about('entries', until, { count });
		return { count };
	}
});
