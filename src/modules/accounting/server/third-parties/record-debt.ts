import { defineOperation } from '#platform/server/operation.ts';
import { entryRef, idField } from '../fields.ts';
import { owedInput, recordOwed } from './record-owed.ts';

export const recordDebt = defineOperation({
	name: 'accounting.record-debt',
	summary: 'Record what the association owes, to be paid later',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/debts', success: 201 },
	input: owedInput,
	output: entryRef.extend({ thirdPartyId: idField }),
	run: (context, input) => recordOwed(context, 'debt', input)
});
