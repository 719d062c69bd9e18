import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { sum } from '#shared/money.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { recordParts } from '#modules/accounting/server/index.ts';
import { keepAccount, requireBankAccount } from '../bank-accounts.ts';
import { accountField, dayField } from '../fields.ts';
import { refuseOtherCurrency } from '../reconcile/write-reconciliation.ts';
import { waitingCheques } from './waiting-cheques.ts';
import type { WaitingCheque } from './waiting-cheques.ts';

export const depositCheques = defineOperation({
	name: 'banking.deposit-cheques',
	summary: 'Bring cheques to the bank: a numbered slip, and the entry that moves them',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/deposits', success: 201 },
	input: z.strictObject({
		/** Number or id of the account of the books that they go to. */
		account: accountField,
		day: dayField,
		cheques: z.array(z.uuid()).min(1, 'banking.no-cheque-chosen').max(200)
	}),
	output: z.object({
		id: z.string(),
		number: z.int(),
		totalCents: z.int(),
		entryId: z.string(),
		entryNumber: z.string()
	}),
	async run(context, { account: ref, day, cheques: ids }) {
		const account = await keepAccount(context, await requireBankAccount(context, ref));
		refuseOtherCurrency(account);
		const cheques = await chosenCheques(context, ids);
		const totalCents = sum(cheques.map(({ cents }) => cents));
		const id = newId();
		const number = await nextNumber(context);
		const byAccount = Map.groupBy(cheques, ({ accountId }) => accountId);
		const entry = await recordParts(context, {
			date: day,
			label: m.banking_deposit_label({ count: cheques.length, number }, { locale: 'fr' }),
			means: account.ledgerAccountId,
			amountCents: totalCents,
			parts: [...byAccount].map(([accountId, group]) => ({
				account: accountId,
				amountCents: sum(group.map(({ cents }) => cents))
			})),
			reference: String(number),
			source: { module: 'banking', type: 'cheque-deposit', id }
		});
		await sql`
			INSERT INTO banking.cheque_deposit (association_id, id, account_id, number, day, total_cents,
				entry_id, entry_number, created_at, created_by)
			VALUES (${context.association.id}, ${id}, ${account.id}, ${number}, ${day}, ${totalCents},
				${entry.entryId}, ${entry.number}, ${context.now}, ${context.actor.accountId})`.execute(context.tx);
		await writeCheques(context, id, cheques);
		context.about('cheque-deposit', id, { number, totalCents });
		return { id, number, totalCents, entryId: entry.entryId, entryNumber: entry.number };
	}
});

/** @throws {Refusal} `banking.cheque-not-waiting` */
async function chosenCheques(
	context: OperationContext,
	ids: readonly string[]
): Promise<WaitingCheque[]> {
	const waiting = await waitingCheques(context);
	return [...new Set(ids)].map((id) => {
		const cheque = waiting.find((known) => known.id === id);
		if (!cheque) throw new Refusal('conflict', 'banking.cheque-not-waiting');
		return cheque;
	});
}

/** Two deposits at once: the second waits for the first, and takes the number after it. */
async function nextNumber({ tx, association }: OperationContext): Promise<number> {
	const key = `banking.cheque_deposit ${association.id}`;
	await sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
	const { rows } = await sql<{ number: number }>`
		SELECT coalesce(max(d.number), 0) + 1 AS number FROM banking.cheque_deposit d`.execute(tx);
	return rows[0]?.number ?? 1;
}

async function writeCheques(
	{ tx, association }: OperationContext,
	depositId: string,
	cheques: readonly WaitingCheque[]
): Promise<void> {
	for (const { id, cents, day, label, thirdParty, reference } of cheques) {
		await sql`
			INSERT INTO banking.deposited_cheque (association_id, id, deposit_id, ledger_line_id, amount_cents,
				day, label, third_party, reference)
			VALUES (${association.id}, ${newId()}, ${depositId}, ${id}, ${cents}, ${day}, ${label},
				${thirdParty}, ${reference})`
			.execute(tx)
			.catch((error: { constraint?: string }) => {
				if (error.constraint !== 'cheque_deposited_once') throw error;
				throw new Refusal('conflict', 'banking.cheque-not-waiting');
			});
	}
}
