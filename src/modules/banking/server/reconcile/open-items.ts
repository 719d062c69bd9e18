import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { addDays } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { LineFacts } from '#modules/banking/domain/line-facts.ts';
import type { OpenLine, OpenMovement } from '#modules/banking/domain/match.ts';
import type { BankAccount } from '../bank-accounts.ts';

/** What is looked at together: a year of a busy account. */
const MOST_LINES = 5_000;
const MOST_MOVEMENTS = 20_000;
const CHEQUE_DAYS = 120;

export interface WaitingLine extends OpenLine {
	readonly label: string;
	readonly facts: LineFacts;
}

export interface WaitingMovement extends OpenMovement {
	readonly entryId: string;
	readonly number: string;
}

/** The lines of an account that wait, the oldest first. */
export async function openLines(tx: Tx, { id, since }: BankAccount): Promise<WaitingLine[]> {
	const { rows } = await sql<Omit<WaitingLine, 'parts' | 'reference'>>`
		SELECT l.id, l.day, l.amount_cents AS cents, l.label, l.search, l.facts
		FROM banking.line l
		WHERE l.account_id = ${id} AND l.reconciliation_id IS NULL
			${since ? sql`AND l.day >= ${since}` : sql``}
		ORDER BY l.day, l.id LIMIT ${MOST_LINES}`.execute(tx);
	return rows.map((row) => ({
		...row,
		reference: row.facts.reference ?? null,
		parts: (row.facts.parts ?? []).map(({ cents }) => cents)
	}));
}

/** Movements of entries that undo each other have nothing to look for at the bank. */
export const undone = sql`(
	EXISTS (
		SELECT FROM accounting.movement o WHERE o.account_id = m.account_id AND o.entry_id = m.reverses_id
			AND NOT EXISTS (SELECT FROM banking.reconciled_entry r WHERE r.ledger_line_id = o.id)
	) OR EXISTS (
		SELECT FROM accounting.movement o WHERE o.account_id = m.account_id AND o.reverses_id = m.entry_id
			AND NOT EXISTS (SELECT FROM banking.reconciled_entry r WHERE r.ledger_line_id = o.id)
	)
)`;

/** The movements of the books that wait, from the time a cheque may take before the first day looked at. */
export async function openMovements(
	tx: Tx,
	{ ledgerAccountId, since }: BankAccount,
	from: Day | undefined
): Promise<WaitingMovement[]> {
	const first = [from, since].flatMap((day) => day ?? []).sort()[0];
	const { rows } = await sql<WaitingMovement>`
		SELECT m.id, m.day, m.amount_cents AS cents, m.label, m.reference, m.third_party AS "thirdParty",
			m.entry_id AS "entryId", m.number
		FROM accounting.movement m
		WHERE m.account_id = ${ledgerAccountId}
			${first ? sql`AND m.day >= ${addDays(first, -CHEQUE_DAYS)}` : sql``}
			AND NOT EXISTS (SELECT FROM banking.reconciled_entry r WHERE r.ledger_line_id = m.id)
			AND NOT ${undone}
		ORDER BY m.day DESC, m.id DESC LIMIT ${MOST_MOVEMENTS}`.execute(tx);
	return rows;
}
