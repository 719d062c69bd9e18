import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import { reverseReceipt } from '#modules/accounting/server/index.ts';
import { depositById } from './deposits.read.ts';

export const cancelDeposit = defineOperation({
	name: 'banking.cancel-deposit',
	summary: 'Undo a cheque deposit: its entry by the opposite one, and its cheques wait again',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/deposits/{id}/cancel' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ reversal: z.string() }),
	async run(context, { id }) {
		const { tx } = context;
		await sql`SELECT FROM banking.cheque_deposit d WHERE d.id = ${id} FOR UPDATE`.execute(tx);
		const { cancelled, entryId, number } = await depositById(tx, id);
		if (cancelled) throw new Refusal('conflict', 'banking.deposit-cancelled', { number });
		const { rows } = await sql`
			SELECT FROM banking.reconciled_entry r WHERE r.entry_id = ${entryId} LIMIT 1`.execute(tx);
		if (rows.length > 0) throw new Refusal('conflict', 'banking.deposit-reconciled', { number });
		const reason = m.banking_deposit_undone({ number }, { locale: 'fr' });
		const reversal = await reverseReceipt(context, { entryId, reason });
		await sql`DELETE FROM banking.deposited_cheque c WHERE c.deposit_id = ${id}`.execute(tx);
		await sql`
			UPDATE banking.cheque_deposit d SET cancelled_at = ${context.now} WHERE d.id = ${id}`.execute(tx);
		context.about('cheque-deposit', id, { number });
		return { reversal: reversal.number };
	}
});
