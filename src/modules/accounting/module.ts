import type { ModuleManifest } from '#platform/server/module.ts';
import * as operations from './server/operations.ts';
import { importsOfEntries, worksOfEntries } from './server/entry-links.ts';
import { expectedSettlements } from './server/lettering/expected-settlements.ts';
import { readImportTask } from './server/import/read-import-task.ts';
import { largeImportWritten, settleBooks } from './server/import/settle-books.ts';
import { writeImportTask } from './server/import/write-import-task.ts';
import { takeDueEverywhere } from './server/recurring/take-due-entries.ts';
import { accountingPolicy } from './server/policy.ts';

export const accountingModule: ModuleManifest = {
	name: 'accounting',
	dependsOn: [],
	permissions: accountingPolicy,
	navigation: [
		{
			area: 'money',
			path: 'accounting',
			label: 'accounting_page_title',
			icon: 'book-open-text',
			permission: 'accounting.read'
		}
	],
	operations: Object.values(operations),
	tasks: [readImportTask, writeImportTask],
	jobs: [takeDueEverywhere, settleBooks],
	subscriptions: [largeImportWritten],
	paymentSources: [expectedSettlements],
	entrySources: [worksOfEntries, importsOfEntries],
	portableTables: [
		'accounting.fiscal_year',
		'accounting.journal',
		'accounting.account',
		'accounting.account_move',
		'accounting.import',
		'accounting.entry',
		'accounting.third_party',
		'accounting.lettering',
		'accounting.line',
		'accounting.imported_line',
		'accounting.entry_counter',
		'accounting.voucher',
		'accounting.entry_voucher',
		'accounting.habit',
		'accounting.year_step',
		'accounting.seal',
		'accounting.remark',
		'accounting.entry_draft',
		'accounting.axis',
		'accounting.axis_value',
		'accounting.entry_template',
		'accounting.template_line',
		'accounting.recurring_entry',
		'accounting.recurring_due',
		'accounting.line_share',
		'accounting.budget_line',
		'accounting.year_note',
		'accounting.fixed_asset',
		'accounting.investment_grant',
		'accounting.accrual',
		'accounting.dedicated_fund',
		'accounting.dedicated_fund_transfer',
		'accounting.vat_setting',
		'accounting.vat_line',
		'accounting.vat_return',
		'accounting.vat_return_item'
	]
};
