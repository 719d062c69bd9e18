import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { LineFacts } from '#modules/banking/domain/line-facts.ts';
import { bankAccounts } from '../bank-accounts.ts';
import type { BankAccount } from '../bank-accounts.ts';

export interface KeptLine {
	readonly id: string;
	readonly accountId: string;
	readonly day: Day;
	readonly valueDay: Day | null;
	readonly cents: number;
	readonly label: string;
	readonly search: string;
	readonly facts: LineFacts;
	readonly reconciliationId: string | null;
}

/** A line, held until the commit when it is about to change, with its account. @throws {Refusal} `banking.line-not-found` */
export async function lineById(
	context: OperationContext,
	id: string,
	{ hold = false } = {}
): Promise<{ line: KeptLine; account: BankAccount }> {
	const { rows } = await sql<KeptLine>`
		SELECT l.id, l.account_id AS "accountId", l.day, l.value_day AS "valueDay", l.amount_cents AS cents,
			l.label, l.search, l.facts, l.reconciliation_id AS "reconciliationId"
		FROM banking.line l WHERE l.id = ${id} ${hold ? sql`FOR UPDATE` : sql``}`.execute(context.tx);
	const [line] = rows;
	const account =
		line && (await bankAccounts(context)).find((known) => known.id === line.accountId);
	if (!line || !account) throw new Refusal('not-found', 'banking.line-not-found');
	return { line, account };
}
