import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { loadAxes } from '../analytics/axes.ts';
import { tables } from './tables.ts';

export interface BudgetLine {
	readonly accountId: string;
	readonly code: string;
	readonly label: string;
	/** First day of the month; `null` for the whole year. */
	readonly month: Day | null;
	readonly valueId: string | null;
	readonly amountCents: number;
}

/**
 * The lines of the budget of a year, by account; those of one project, or those of the whole association: of no
 * project, and of the values of the first axis. Another axis tells the same money otherwise.
 */
export async function loadBudget(
	tx: Tx,
	yearId: string,
	valueId: string | undefined
): Promise<BudgetLine[]> {
	const [firstAxis] = await loadAxes(tx);
	const query = tables(tx)
		.selectFrom('accounting.budget_line as b')
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 'b.association_id').onRef('a.id', '=', 'b.account_id')
		)
		.select(['b.account_id as accountId', 'a.code', 'a.label', 'b.month'])
		.select(['b.value_id as valueId', 'b.amount_cents as amountCents'])
		.where('b.fiscal_year_id', '=', yearId)
		.orderBy('a.code')
		.orderBy('b.month');
	if (valueId !== undefined) return query.where('b.value_id', '=', valueId).execute();
	return query
		.where(
			sql<boolean>`(b.value_id is null or b.value_id in (
				select v.id from accounting.axis_value v where v.axis_id = ${firstAxis?.id ?? null}::uuid))`
		)
		.execute();
}
