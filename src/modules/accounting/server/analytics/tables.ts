import type { ColumnType, Generated } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { AccountingTables } from '../tables.ts';

interface Row {
	association_id: string;
	id: string;
}

/** Copied from the line by the database. */
type Copied<T> = ColumnType<T, never, never>;

export type AnalyticsTables = AccountingTables & {
	'accounting.axis': Row & { label: string; created_at: Date };
	'accounting.axis_value': Row & {
		axis_id: string;
		label: string;
		archived: Generated<boolean>;
		created_at: Date;
	};
	'accounting.line_share': Row & {
		line_id: string;
		axis_id: string;
		value_id: string;
		debit_cents: number;
		credit_cents: number;
		entry_id: Copied<string>;
		fiscal_year_id: Copied<string>;
		entry_date: Copied<Day>;
		account_id: Copied<string>;
	};
};

export function tables(tx: Tx) {
	return tx.withTables<AnalyticsTables>();
}
