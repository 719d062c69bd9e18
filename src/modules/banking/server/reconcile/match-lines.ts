import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { lineById } from './bank-line.ts';
import { writeReconciliation } from './write-reconciliation.ts';

export const matchLines = defineOperation({
	name: 'banking.match-lines',
	summary: 'Reconcile lines of the bank with movements of the books that come to the same sum',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/reconciliations', success: 201 },
	input: z.strictObject({
		/** Lines of one account. */
		lines: z.array(z.uuid()).min(1).max(100),
		/** Movements of the same account: ids that proposals and candidates give. */
		movements: z.array(z.uuid()).min(1, 'banking.no-movement-chosen').max(200)
	}),
	output: z.object({ reconciliationId: z.string() }),
	async run(context, { lines, movements }) {
		const [first = ''] = lines;
		const { account } = await lineById(context, first);
		if (new Set(lines).size < lines.length || new Set(movements).size < movements.length) {
			throw new Refusal('invalid', 'banking.named-twice');
		}
		const reconciliationId = await writeReconciliation(context, {
			account,
			lineIds: lines,
			movementIds: movements,
			how: 'matched'
		});
		context.about('bank-line', first, { movements: movements.length });
		return { reconciliationId };
	}
});
