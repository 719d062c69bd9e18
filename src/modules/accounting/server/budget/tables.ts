import type { ColumnType } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { AnalyticsTables } from '../analytics/tables.ts';

export type BudgetTables = AnalyticsTables & {
	'accounting.budget_line': {
		association_id: string;
		id: string;
		fiscal_year_id: string;
		account_id: string;
		/** First day of the month; `null` for the whole year. */
		month: ColumnType<Day | null, string | null, string | null>;
		value_id: string | null;
		amount_cents: number;
	};
};

export function tables(tx: Tx) {
	return tx.withTables<BudgetTables>();
}
