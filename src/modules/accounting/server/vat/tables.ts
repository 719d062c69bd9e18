import type { ColumnType } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Exigibility } from '#modules/accounting/domain/vat/exigibility.ts';
import type { Regime } from '#modules/accounting/domain/vat/period.ts';
import type { Territory } from '#modules/accounting/domain/vat/rates.ts';
import type { VatKind } from '#modules/accounting/domain/vat/vat-kind.ts';
import type { AccountingTables } from '../tables.ts';

type DayColumn = ColumnType<Day, string, string>;

interface Row {
	association_id: string;
	id: string;
}

export type VatTables = AccountingTables & {
	'accounting.vat_setting': Row & {
		vat_number: string | null;
		regime: Regime;
		territory: Territory;
		services_due: Exigibility;
		deductible_percent: number;
		since_day: DayColumn;
		until_day: ColumnType<Day | null, string | null, string | null>;
	};
	'accounting.vat_line': Row & {
		line_id: string;
		kind: VatKind;
		rate: string;
		basis_points: number;
		base_cents: number;
		exigibility: Exigibility;
		deductible_percent: number;
	};
	'accounting.vat_return': Row & {
		start_day: DayColumn;
		end_day: DayColumn;
		regime: Regime;
		carried_cents: number;
		due_cents: number;
		credit_cents: number;
		refund_cents: number;
		created_at: Date;
		created_by: string | null;
	};
	'accounting.vat_return_item': Row & {
		return_id: string;
		line_id: string;
		kind: VatKind;
		rate: string | null;
		base_cents: number;
		vat_cents: number;
	};
};

export function tables(tx: Tx) {
	return tx.withTables<VatTables>();
}
