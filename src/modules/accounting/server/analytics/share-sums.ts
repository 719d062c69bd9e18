import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { StatementAccount } from '#modules/accounting/domain/statement-lines.ts';

export interface ValueResult {
	readonly valueId: string;
	readonly incomeCents: number;
	readonly expensesCents: number;
}

/** Income and expenses of the shares of each value of an axis in a year; volunteering apart. */
export async function resultsByValue(
	tx: Tx,
	yearId: string,
	axisId: string
): Promise<ValueResult[]> {
	const { rows } = await sql<ValueResult>`
		select s.value_id as "valueId",
			coalesce(sum(s.credit - s.debit) filter (where a.code like '7%'), 0) as "incomeCents",
			coalesce(sum(s.debit - s.credit) filter (where a.code like '6%'), 0) as "expensesCents"
		from (
			select association_id, value_id, account_id, sum(debit_cents) as debit, sum(credit_cents) as credit
			from accounting.line_share
			where fiscal_year_id = ${yearId} and axis_id = ${axisId}
			group by 1, 2, 3
		) s
		join accounting.account a on a.association_id = s.association_id and a.id = s.account_id
		group by 1`.execute(tx);
	return rows;
}

/** Balances (debits minus credits) of the shares of a value in a year, by account. */
export async function balancesOfValue(
	tx: Tx,
	yearId: string,
	valueId: string
): Promise<StatementAccount[]> {
	const { rows } = await sql<StatementAccount>`
		select a.code, a.label, s.cents as "balanceCents", y.chart
		from (
			select association_id, account_id, sum(debit_cents - credit_cents) as cents
			from accounting.line_share
			where fiscal_year_id = ${yearId} and value_id = ${valueId}
			group by 1, 2
		) s
		join accounting.account a on a.association_id = s.association_id and a.id = s.account_id
		join accounting.fiscal_year y on y.association_id = s.association_id and y.id = ${yearId}
		order by a.code`.execute(tx);
	return rows;
}
