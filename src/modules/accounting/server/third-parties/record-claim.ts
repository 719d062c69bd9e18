import { defineOperation } from '#platform/server/operation.ts';
import { entryRef, idField } from '../fields.ts';
import { owedInput, recordOwed } from './record-owed.ts';

export const recordClaim = defineOperation({
	name: 'accounting.record-claim',
	summary: 'Record what somebody owes the association, to be paid later',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/claims', success: 201 },
	input: owedInput,
	output: entryRef.extend({ thirdPartyId: idField }),
	run: (context, input) => recordOwed(context, 'claim', input)
});
