import type { ColumnType } from 'kysely';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import type { Tx } from '#platform/server/operation.ts';

/** Which form was being filled: the grid, or one of plain words. */
export const DRAFT_FORMS = ['entry', 'income', 'expense', 'transfer'] as const;
export type DraftForm = (typeof DRAFT_FORMS)[number];

export type DraftFields = Readonly<Record<string, string>>;

type DraftTables = {
	'accounting.entry_draft': {
		association_id: string;
		id: string;
		form: DraftForm;
		label: string;
		/** Written as JSON. */
		fields: ColumnType<DraftFields, string, string>;
		file_ids: string[];
		kept_at: Date;
		/** Of the accounts that were typed. */
		chart: ChartVersion | null;
	};
};

export function tables(tx: Tx) {
	return tx.withTables<DraftTables>();
}
