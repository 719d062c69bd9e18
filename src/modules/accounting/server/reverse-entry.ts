import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { dayField, entryRef, idField, labelField } from './fields.ts';
import { reverse } from './reverse.ts';

export const reverseEntry = defineOperation({
	name: 'accounting.reverse-entry',
	summary: 'Post the opposite of an entry, today unless another day is given',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/entries/{entryId}/reversal', success: 201 },
	input: z.strictObject({
		entryId: idField,
		date: dayField.optional(),
		reason: labelField.optional()
	}),
	output: entryRef,
	async run(context, { entryId, date = context.today, reason }) {
		const posted = await reverse(context, { entryId, date, reason });
		context.about('entry', posted.entryId, { number: posted.number, reverses: entryId });
		return posted;
	}
});
