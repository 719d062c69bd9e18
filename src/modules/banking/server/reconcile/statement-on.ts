import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { BankAccount } from '../bank-accounts.ts';
import { undone } from './open-items.ts';

/** One side of what does not agree yet. */
export interface Outstanding {
	readonly id: string;
	readonly day: Day;
	readonly cents: number;
	readonly label: string;
	/** Of the books only. */
	readonly entryId: string | null;
	readonly number: string | null;
	readonly reference: string | null;
}

export interface ReconciliationStatement {
	readonly on: Day;
	readonly bookCents: number;
	/** In the books and not at the bank yet: cheques on their way, transfers not booked. */
	readonly inBooksOnly: readonly Outstanding[];
	/** At the bank and not in the books yet. */
	readonly atBankOnly: readonly Outstanding[];
	/** What the bank should say: books, less what only they know, plus what only the bank knows. */
	readonly expectedCents: number;
	/** What the bank says; null when no statement gives a balance. */
	readonly bankCents: number | null;
	/** What the bank says, less what it should; 0 when both agree. */
	readonly gapCents: number | null;
}

const MOST_OUTSTANDING = 2_000;

/**
 * The books beside the bank on a day. What was entered before the account's first statement is taken for settled,
 * unless the bank booked it later.
 */
export async function statementOn(
	tx: Tx,
	account: BankAccount,
	on: Day
): Promise<ReconciliationStatement> {
	const { rows } = await sql<{ cents: number }>`
		SELECT coalesce(sum(m.amount_cents), 0) AS cents FROM accounting.movement m
		WHERE m.account_id = ${account.ledgerAccountId} AND m.day <= ${on}`.execute(tx);
	const bookCents = rows[0]?.cents ?? 0;
	const inBooksOnly = await booksOnly(tx, account, on);
	const atBankOnly = await bankOnly(tx, account, on);
	const total = (items: readonly Outstanding[]) => sum(items.map(({ cents }) => cents));
	const expectedCents = bookCents - total(inBooksOnly) + total(atBankOnly);
	const bankCents = await bankBalance(tx, account, on);
	const gapCents = bankCents === null ? null : bankCents - expectedCents;
	return { on, bookCents, inBooksOnly, atBankOnly, expectedCents, bankCents, gapCents };
}

async function booksOnly(
	tx: Tx,
	{ ledgerAccountId, since }: BankAccount,
	on: Day
): Promise<readonly Outstanding[]> {
	const { rows } = await sql<Outstanding>`
		SELECT m.id, m.day, m.amount_cents AS cents, m.label, m.entry_id AS "entryId", m.number, m.reference
		FROM accounting.movement m
		LEFT JOIN banking.reconciled_entry r ON r.association_id = m.association_id
			AND r.ledger_line_id = m.id
		WHERE m.account_id = ${ledgerAccountId} AND m.day <= ${on} AND CASE
			WHEN r.id IS NULL THEN ${since ? sql`m.day >= ${since}` : sql`true`} AND NOT ${undone}
			ELSE EXISTS (SELECT FROM banking.line l WHERE l.reconciliation_id = r.reconciliation_id AND l.day > ${on})
		END
		ORDER BY m.day, m.id LIMIT ${MOST_OUTSTANDING}`.execute(tx);
	return rows;
}

async function bankOnly(
	tx: Tx,
	{ id, since }: BankAccount,
	on: Day
): Promise<readonly Outstanding[]> {
	const { rows } = await sql<Outstanding>`
		SELECT l.id, l.day, l.amount_cents AS cents, l.label, NULL AS "entryId", NULL AS number,
			l.facts->>'reference' AS reference
		FROM banking.line l
		WHERE l.account_id = ${id} AND l.day <= ${on} ${since ? sql`AND l.day >= ${since}` : sql``}
			AND (l.reconciliation_id IS NULL OR EXISTS (
				SELECT FROM banking.reconciled_entry r
				JOIN accounting.movement m ON m.association_id = r.association_id AND m.id = r.ledger_line_id
				WHERE r.reconciliation_id = l.reconciliation_id AND m.day > ${on}
			))
		ORDER BY l.day, l.id LIMIT ${MOST_OUTSTANDING}`.execute(tx);
	return rows;
}

/** The last balance stated before that day with the lines since; else the first one stated, with the lines from it. */
async function bankBalance(tx: Tx, { id }: BankAccount, on: Day): Promise<number | null> {
	const { rows } = await sql<{ cents: number | null }>`
		SELECT coalesce(
			(SELECT s.closing_cents + coalesce((SELECT sum(l.amount_cents) FROM banking.line l
					WHERE l.account_id = ${id} AND l.day > s.closing_day AND l.day <= ${on}), 0)
				FROM banking.statement s
				WHERE s.account_id = ${id} AND s.closing_cents IS NOT NULL AND s.closing_day <= ${on}
				ORDER BY s.closing_day DESC, s.id DESC LIMIT 1),
			(SELECT s.opening_cents + coalesce((SELECT sum(l.amount_cents) FROM banking.line l
					WHERE l.account_id = ${id} AND l.day >= s.from_day AND l.day <= ${on}), 0)
				FROM banking.statement s
				WHERE s.account_id = ${id} AND s.opening_cents IS NOT NULL AND s.from_day <= ${on}
				ORDER BY s.from_day, s.id LIMIT 1),
			(SELECT s.closing_cents - coalesce((SELECT sum(l.amount_cents) FROM banking.line l
					WHERE l.account_id = ${id} AND l.day > ${on} AND l.day <= s.closing_day), 0)
				FROM banking.statement s
				WHERE s.account_id = ${id} AND s.closing_cents IS NOT NULL AND s.from_day <= ${on}
				ORDER BY s.closing_day, s.id LIMIT 1)
		)::bigint AS cents`.execute(tx);
	return rows[0]?.cents ?? null;
}
