import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { tables } from '../tables.ts';
import { openItems } from './open-items.ts';

export const noteReminder = defineOperation({
	name: 'accounting.note-reminder',
	summary: 'Note that somebody was reminded today of what they owe',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/reminders' },
	input: z.strictObject({ itemIds: z.array(idField).min(1).max(200) }),
	output: z.object({ items: z.int() }),
	async run(context, { itemIds }) {
		const { tx, today } = context;
		const items = await openItems(tx, { ids: itemIds, side: 'claims', limit: itemIds.length });
		if (items.length < new Set(itemIds).size) {
			throw new Refusal('not-found', 'accounting.no-such-open-item');
		}
		const lineIds = items.flatMap((item) => item.lineIds);
		await tables(tx)
			.updateTable('accounting.line')
			.set({ reminded_on: today })
			.where('id', 'in', lineIds)
			.execute();
		context.about('reminder', today, { items: items.length });
		return { items: items.length };
	}
});
