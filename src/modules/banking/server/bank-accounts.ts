import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { listPaymentMeans } from '#modules/accounting/server/index.ts';
import type { KnownBankAccount } from '../domain/bank-account.ts';

/** An account at a bank, with the one of the books that follows it. */
export interface BankAccount extends KnownBankAccount {
	readonly ledgerAccountId: string;
	/** Number of the account of the books: `5121`. */
	readonly code: string;
	readonly name: string;
	readonly bic: string | null;
	/** Entries before this day are taken for settled. */
	readonly since: Day | null;
	/** Has lines of statements. */
	readonly used: boolean;
	/** Has a row; an account of the books gets one when it is first used here. */
	readonly kept: boolean;
}

interface Row extends KnownBankAccount {
	readonly ledgerAccountId: string;
	readonly name: string;
	readonly bic: string | null;
	readonly since: Day | null;
	readonly used: boolean;
}

/** Every account of class 512 that money moves through, in the order of their numbers. */
export async function bankAccounts(context: OperationContext): Promise<BankAccount[]> {
	const means = (await listPaymentMeans(context)).filter(({ kind }) => kind === 'bank');
	const rows = await accountRows(context.tx);
	return means.map(({ id: ledgerAccountId, code, label }) => {
		const row = rows.find((known) => known.ledgerAccountId === ledgerAccountId);
		return row
			? { ...row, code, kept: true }
			: {
					id: newId(),
					ledgerAccountId,
					code,
					name: label,
					iban: null,
					bic: null,
					currency: 'EUR',
					otherNumbers: [],
					since: null,
					used: false,
					kept: false
				};
	});
}

async function accountRows(tx: Tx): Promise<readonly Row[]> {
	const { rows } = await sql<Row>`
		SELECT a.id, a.ledger_account_id AS "ledgerAccountId", a.name, a.iban, a.bic, a.currency,
			a.other_numbers AS "otherNumbers",
			coalesce(a.since, (SELECT min(s.from_day) FROM banking.statement s WHERE s.account_id = a.id))
				AS since,
			EXISTS (SELECT FROM banking.line l WHERE l.account_id = a.id) AS used
		FROM banking.account a`.execute(tx);
	return rows;
}

/** By the number or the id of the account of the books, or by its own id. */
export function chosenAccount(
	accounts: readonly BankAccount[],
	ref: string
): BankAccount | undefined {
	return accounts.find(
		({ id, code, ledgerAccountId }) => ref === code || ref === ledgerAccountId || ref === id
	);
}

/** @throws {Refusal} `banking.no-such-account` */
export async function requireBankAccount(
	context: OperationContext,
	ref: string
): Promise<BankAccount> {
	const account = chosenAccount(await bankAccounts(context), ref);
	if (!account) throw refuseField('account', 'banking.no-such-account', { account: ref });
	return account;
}

/** Gives the account its row, unless it has one. */
export async function keepAccount(
	{ tx, association }: OperationContext,
	account: BankAccount
): Promise<BankAccount> {
	if (account.kept) return account;
	const { id, ledgerAccountId, name, currency } = account;
	const { rows } = await sql<{ id: string }>`
		INSERT INTO banking.account (association_id, id, ledger_account_id, name, currency)
		VALUES (${association.id}, ${id}, ${ledgerAccountId}, ${name.slice(0, 100)}, ${currency})
		ON CONFLICT (association_id, ledger_account_id) DO UPDATE SET name = banking.account.name
		RETURNING id`.execute(tx);
	return { ...account, id: rows[0]?.id ?? id, kept: true };
}
