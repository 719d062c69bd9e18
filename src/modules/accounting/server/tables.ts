import type { ColumnType, Generated } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { AccountKind, AccountPosition } from '../domain/account.ts';
import type { ResultDestination } from '../domain/carry-forward.ts';
import type { ChartVersion } from '../domain/chart.ts';
import type { JournalKind } from '../domain/journal.ts';
import type { Direction } from '../domain/meanings.ts';
import type { MadeByImport, Understood } from './import/import-row.ts';
import type { ThirdPartyKind } from '../domain/third-party.ts';

/** Days are written and read as `YYYY-MM-DD`. */
type DayColumn = ColumnType<Day, string, string>;

interface Row {
	association_id: string;
	id: string;
}

export interface FiscalYearTable extends Row {
	code: string;
	chart: ChartVersion;
	start_day: DayColumn;
	end_day: DayColumn;
	follows_day: ColumnType<Day | null, string | null, string | null>;
	closed_at: Date | null;
	created_at: Date;
	result_to: Generated<ResultDestination>;
	locked_at: Generated<Date | null>;
	seal: Generated<string | null>;
}

export interface YearStepTable extends Row {
	fiscal_year_id: string;
	kind: 'closed' | 'reopened' | 'locked';
	reason: string | null;
	taken_at: Date;
	taken_by: string | null;
}

export interface SealTable extends Row {
	fiscal_year_id: string;
	position: number;
	entry_id: string;
	hash: string;
}

export interface JournalTable extends Row {
	code: string;
	label: string;
	kind: JournalKind;
	active: Generated<boolean>;
}

export interface AccountTable extends Row {
	code: string;
	label: string;
	position: AccountPosition;
	kind: AccountKind;
	own: boolean;
	is_means: Generated<boolean>;
	active: Generated<boolean>;
	favourite: Generated<boolean>;
	description: Generated<string | null>;
}

export interface AccountMoveTable extends Row {
	chart: ChartVersion;
	account_id: string;
	into_code: string;
}

export interface EntryTable extends Row {
	fiscal_year_id: string;
	journal_id: string;
	number: number;
	entry_date: DayColumn;
	label: string;
	reference: string | null;
	third_party: string | null;
	search: string;
	total_cents: number;
	source_module: string | null;
	source_type: string | null;
	source_id: string | null;
	reverses_id: string | null;
	validated_at: Date | null;
	created_at: Date;
	created_by: string | null;
	import_id: Generated<string | null>;
	origin_number: Generated<string | null>;
}

export interface LineTable extends Row {
	entry_id: string;
	position: number;
	fiscal_year_id: string;
	entry_date: DayColumn;
	account_id: string;
	debit_cents: number;
	credit_cents: number;
	label: string | null;
	third_party_id: string | null;
	due_day: ColumnType<Day | null, string | null | undefined, string | null>;
	reminded_on: ColumnType<Day | null, string | null | undefined, string | null>;
	lettering_id: Generated<string | null>;
}

export interface ThirdPartyTable extends Row {
	code: string;
	label: string;
	kind: ThirdPartyKind;
	source_module: string | null;
	source_type: string | null;
	source_id: string | null;
	active: Generated<boolean>;
	created_at: Date;
}

export interface RemarkTable extends Row {
	entry_id: string;
	kind: 'remark' | 'voucher-request';
	text: string;
	written_at: Date;
	written_by: string | null;
	written_as: string | null;
	settled_at: Generated<Date | null>;
	settled_by: Generated<string | null>;
}

export interface LetteringTable extends Row {
	account_id: string;
	number: number;
	whole: boolean;
	lettered_on: DayColumn;
	created_at: Date;
	created_by: string | null;
}

export interface AccountMonthTable {
	association_id: string;
	fiscal_year_id: string;
	account_id: string;
	month: DayColumn;
	debit_cents: number;
	credit_cents: number;
}

export interface EntryCounterTable extends Row {
	fiscal_year_id: string;
	journal_id: string;
	last_number: number;
}

export interface VoucherTable extends Row {
	sha256: string;
	name: string;
	media_type: string;
	size_bytes: number;
	created_at: Date;
	created_by: string | null;
}

export interface EntryVoucherTable extends Row {
	entry_id: string;
	voucher_id: string;
}

export interface HabitTable extends Row {
	direction: Direction;
	word: string;
	account_id: string;
	uses: number;
	chart: ChartVersion | null;
}

export interface ImportTable extends Row {
	file_name: string;
	sha256: string;
	state: Generated<'draft' | 'committed' | 'undone'>;
	/** Written as JSON; `null` until the file was read. */
	understood: ColumnType<Understood | null, string | null, string>;
	fiscal_year_id: string | null;
	made: ColumnType<MadeByImport | null, string | null, string | null>;
	created_at: Date;
	created_by: string | null;
	committed_at: Date | null;
	undone_at: Date | null;
}

export interface ImportedLineTable extends Row {
	auxiliary_code: string | null;
	auxiliary_label: string | null;
	document_reference: string | null;
	document_date: ColumnType<Day | null, string | null, string | null>;
	letter: string | null;
	letter_date: ColumnType<Day | null, string | null, string | null>;
	foreign_amount: string | null;
	currency: string | null;
}

export type AccountingTables = {
	'accounting.fiscal_year': FiscalYearTable;
	'accounting.journal': JournalTable;
	'accounting.account': AccountTable;
	'accounting.account_move': AccountMoveTable;
	'accounting.entry': EntryTable;
	'accounting.line': LineTable;
	'accounting.account_month': AccountMonthTable;
	'accounting.entry_counter': EntryCounterTable;
	'accounting.voucher': VoucherTable;
	'accounting.entry_voucher': EntryVoucherTable;
	'accounting.habit': HabitTable;
	'accounting.year_step': YearStepTable;
	'accounting.seal': SealTable;
	'accounting.import': ImportTable;
	'accounting.imported_line': ImportedLineTable;
	'accounting.third_party': ThirdPartyTable;
	'accounting.lettering': LetteringTable;
	'accounting.remark': RemarkTable;
};

export function tables(tx: Tx) {
	return tx.withTables<AccountingTables>();
}
