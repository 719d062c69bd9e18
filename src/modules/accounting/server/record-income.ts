import { defineOperation } from '#platform/server/operation.ts';
import { entryRef } from './fields.ts';
import { plainInput, recordPlain } from './record-plain.ts';

export const recordIncome = defineOperation({
	name: 'accounting.record-income',
	summary: 'Record money received, in plain words',
	permission: 'accounting.write',
	kind: 'command',
	gathers: true,
	http: { method: 'post', path: '/accounting/income', success: 201 },
	input: plainInput,
	output: entryRef,
	run: (context, input) => recordPlain(context, 'income', input)
});
