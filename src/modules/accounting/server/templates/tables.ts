import type { Generated } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import type { AccountingTables } from '../tables.ts';

interface Row {
	association_id: string;
	id: string;
}

interface TemplateTable extends Row {
	name: string;
	journal_id: string;
	label: string;
	third_party: string | null;
	archived: Generated<boolean>;
	chart: ChartVersion | null;
	created_at: Date;
}

interface TemplateLineTable extends Row {
	template_id: string;
	position: number;
	account_id: string;
	side: 'debit' | 'credit';
	amount_cents: number | null;
	/** Hundredths of a percent. */
	share: number | null;
	label: string | null;
	third_party_id: string | null;
	value_ids: string[];
}

type TemplateTables = AccountingTables & {
	'accounting.entry_template': TemplateTable;
	'accounting.template_line': TemplateLineTable;
};

export function tables(tx: Tx) {
	return tx.withTables<TemplateTables>();
}
