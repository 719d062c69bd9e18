import { defineOperation } from '#platform/server/operation.ts';
import { entryRef } from './fields.ts';
import { plainInput, recordPlain } from './record-plain.ts';

export const recordExpense = defineOperation({
	name: 'accounting.record-expense',
	summary: 'Record money spent, in plain words',
	permission: 'accounting.write',
	kind: 'command',
	gathers: true,
	http: { method: 'post', path: '/accounting/expenses', success: 201 },
	input: plainInput,
	output: entryRef,
	run: (context, input) => recordPlain(context, 'expense', input)
});
