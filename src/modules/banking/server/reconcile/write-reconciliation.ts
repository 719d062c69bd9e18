import { sql } from 'kysely';
import { formatCents, sum } from '#shared/money.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { BankAccount } from '../bank-accounts.ts';

interface Side {
	readonly id: string;
	readonly cents: number;
}

/** Binds lines of the bank and movements of the books of one account, once and for the same sum. */
export interface NewReconciliation {
	readonly account: BankAccount;
	readonly lineIds: readonly string[];
	readonly movementIds: readonly string[];
	readonly how: 'matched' | 'recorded';
}

/**
 * @throws {Refusal} `banking.line-not-found`, `banking.movement-not-found`, `banking.line-reconciled`,
 * `banking.movement-reconciled`, `banking.sums-differ`, `banking.account-in-currency`
 */
export async function writeReconciliation(
	context: OperationContext,
	{ account, lineIds, movementIds, how }: NewReconciliation
): Promise<string> {
	const { tx, association, actor, now } = context;
	refuseOtherCurrency(account);
	const lines = await holdLines(context, account, lineIds);
	const movements = await freeMovements(context, account, movementIds);
	const difference =
		sum(lines.map(({ cents }) => cents)) - sum(movements.map(({ cents }) => cents));
	if (difference !== 0) {
		const parameters = { difference: formatCents(Math.abs(difference), actor.locale) };
		throw refuseField('movements', 'banking.sums-differ', parameters);
	}
	const id = newId();
	await sql`
		INSERT INTO banking.reconciliation (association_id, id, account_id, how, made_at, made_by)
		VALUES (${association.id}, ${id}, ${account.id}, ${how}, ${now}, ${actor.accountId})`.execute(tx);
	await sql`
		UPDATE banking.line l SET reconciliation_id = ${id} WHERE l.id = ANY(${lineIds}::uuid[])`.execute(
		tx
	);
	for (const { id: lineId, cents, entryId } of movements) {
		await sql`
			INSERT INTO banking.reconciled_entry
				(association_id, id, reconciliation_id, ledger_line_id, entry_id, amount_cents)
			VALUES (${association.id}, ${newId()}, ${id}, ${lineId}, ${entryId}, ${cents})`
			.execute(tx)
			.catch((error: { constraint?: string }) => {
				if (error.constraint !== 'reconciled_once') throw error;
				throw new Refusal('conflict', 'banking.movement-reconciled');
			});
	}
	return id;
}

/** The books are in euros: an account in another currency is read, not reconciled. */
export function refuseOtherCurrency({ currency, code }: BankAccount): void {
	if (currency === 'EUR') return;
	throw new Refusal('conflict', 'banking.account-in-currency', { account: code, currency });
}

async function holdLines(
	{ tx }: OperationContext,
	account: BankAccount,
	ids: readonly string[]
): Promise<readonly Side[]> {
	const { rows } = await sql<Side & { open: boolean }>`
		SELECT l.id, l.amount_cents AS cents, l.reconciliation_id IS NULL AS open FROM banking.line l
		WHERE l.id = ANY(${ids}::uuid[]) AND l.account_id = ${account.id}
		ORDER BY l.id FOR UPDATE`.execute(tx);
	if (ids.length === 0 || rows.length < new Set(ids).size) {
		throw new Refusal('not-found', 'banking.line-not-found');
	}
	if (rows.some(({ open }) => !open)) throw new Refusal('conflict', 'banking.line-reconciled');
	return rows;
}

async function freeMovements(
	{ tx }: OperationContext,
	account: BankAccount,
	ids: readonly string[]
): Promise<readonly (Side & { entryId: string })[]> {
	const { rows } = await sql<Side & { entryId: string; taken: boolean }>`
		SELECT m.id, m.amount_cents AS cents, m.entry_id AS "entryId",
			EXISTS (SELECT FROM banking.reconciled_entry r WHERE r.ledger_line_id = m.id) AS taken
		FROM accounting.movement m
		WHERE m.id = ANY(${ids}::uuid[]) AND m.account_id = ${account.ledgerAccountId}`.execute(tx);
	if (ids.length === 0 || rows.length < new Set(ids).size) {
		throw new Refusal('not-found', 'banking.movement-not-found');
	}
	if (rows.some(({ taken }) => taken)) throw new Refusal('conflict', 'banking.movement-reconciled');
	return rows;
}
