import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import { tables } from '../tables.ts';

/** What the works of the end of a year write: each entry says which, and about what (its source). */
export type InventorySource =
	| 'depreciation'
	| 'asset-disposal'
	| 'asset-sale'
	| 'grant-share'
	| 'dedicated-fund'
	| 'dedicated-fund-use'
	| 'dedicated-fund-transfer'
	| 'accrual'
	| 'accrual-reversal'
	| 'vat-return';

export interface StandingEntry {
	readonly sourceId: string;
	readonly entryId: string;
	/** `OD-2026-0012`. */
	readonly number: string;
	readonly fiscalYearId: string;
	readonly date: Day;
	readonly totalCents: number;
	readonly validated: boolean;
}

/**
 * The entries that the works of a kind wrote about some things and that no other entry reverses, oldest first. An
 * entry reversed in the journal is to be written again: nothing else remembers it.
 */
export async function standingEntries(
	tx: Tx,
	type: InventorySource,
	sourceIds: readonly string[]
): Promise<StandingEntry[]> {
	if (sourceIds.length === 0) return [];
	const rows = await tables(tx)
		.selectFrom('accounting.entry as e')
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.innerJoin('accounting.fiscal_year as y', (join) =>
			join.onRef('y.association_id', '=', 'e.association_id').onRef('y.id', '=', 'e.fiscal_year_id')
		)
		.leftJoin('accounting.entry as r', (join) =>
			join.onRef('r.association_id', '=', 'e.association_id').onRef('r.reverses_id', '=', 'e.id')
		)
		.select(['e.id', 'e.number', 'e.entry_date as date', 'e.total_cents as totalCents'])
		.select(['e.source_id as sourceId', 'e.fiscal_year_id as fiscalYearId'])
		.select(['e.validated_at as validatedAt', 'j.code as journal', 'y.code as year'])
		.where('e.source_module', '=', 'accounting')
		.where('e.source_type', '=', type)
		.where('e.source_id', 'in', sourceIds)
		.where('r.id', 'is', null)
		.orderBy('e.entry_date')
		.orderBy('e.id')
		.execute();
	return rows.map(({ id, number, journal, year, sourceId, validatedAt, ...row }) => ({
		...row,
		sourceId: sourceId ?? '',
		entryId: id,
		number: entryNumber(journal, year, number),
		validated: validatedAt !== null
	}));
}
