import type { ColumnType, Generated } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import type { DayCount } from '#modules/accounting/domain/fixed-assets/day-count.ts';
import type { AccountingTables } from '../tables.ts';

type DayColumn = ColumnType<Day, string, string>;

export type FixedAssetTables = AccountingTables & {
	'accounting.fixed_asset': {
		association_id: string;
		id: string;
		label: string;
		account_id: string;
		acquired_on: DayColumn;
		in_service_on: DayColumn;
		cost_cents: number;
		residual_cents: number;
		life_months: number | null;
		day_count: DayCount;
		supplier: string | null;
		reference: string | null;
		part_of_id: string | null;
		entry_id: string | null;
		disposed_on: ColumnType<Day | null, string | null | undefined, string | null>;
		disposal: Generated<'sold' | 'scrapped' | null>;
		chart: ChartVersion | null;
		created_at: Date;
	};
	'accounting.investment_grant': {
		association_id: string;
		id: string;
		asset_id: string;
		funder: string;
		granted_on: DayColumn;
		amount_cents: number;
		created_at: Date;
	};
};

export function tables(tx: Tx) {
	return tx.withTables<FixedAssetTables>();
}
