import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { m } from '#i18n';
import { paymentSources } from '#platform/server/expected-payments.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { reverseReceipt } from '#modules/accounting/server/index.ts';
import { lineById } from './bank-line.ts';
import { entriesOf } from './record.ts';

export const undoReconciliation = defineOperation({
	name: 'banking.undo-reconciliation',
	summary:
		'Let a line of the bank wait again; an entry that was written for it is undone by the opposite one',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/lines/{id}/undo' },
	input: z.strictObject({
		id: z.uuid(),
		/** Leaves in the books an entry that was written for the line. */
		keepEntry: z.boolean().default(false)
	}),
	output: z.object({
		/** Numbers of the entries that undo those written for the line. */
		reversals: z.array(z.string())
	}),
	async run(context, { id, keepEntry }) {
		const { line } = await lineById(context, id, { hold: true });
		const reconciliationId = line.reconciliationId;
		if (!reconciliationId) throw new Refusal('conflict', 'banking.line-not-reconciled');
		const entries = await entriesOf(context, reconciliationId);
		const { rows } = await sql<{ how: string }>`
			DELETE FROM banking.reconciliation r WHERE r.id = ${reconciliationId} RETURNING r.how`.execute(
			context.tx
		);
		const reversals: string[] = [];
		if (rows[0]?.how === 'recorded' && !keepEntry) {
			const reason = m.banking_undo_reason({}, { locale: 'fr' });
			for (const entryId of entries) {
				reversals.push(await undoEntry(context, entryId, reason));
			}
		}
		context.about('bank-line', id, { reversals: reversals.length });
		return { reversals };
	}
});

/** By whoever wrote it: a payment of dues is cancelled, all else reversed. */
async function undoEntry(
	context: OperationContext,
	entryId: string,
	reason: string
): Promise<string> {
	for (const source of paymentSources(context)) {
		const undone = await source.undo?.(context, { entryId, reason });
		if (undone) return undone.number;
	}
	return (await reverseReceipt(context, { entryId, reason })).number;
}
