import type { ModuleManifest } from '#platform/server/module.ts';
import { accountBalance } from './server/account-balance.read.ts';
import { accountLedger } from './server/account-ledger.read.ts';
import { addAccount } from './server/add-account.ts';
import { attachVoucher } from './server/attach-voucher.ts';
import { closeFiscalYear } from './server/close-fiscal-year.ts';
import { downloadVoucher } from './server/download-voucher.ts';
import { getEntry } from './server/get-entry.read.ts';
import { listAccounts } from './server/list-accounts.read.ts';
import { listEntries } from './server/list-entries.read.ts';
import { listFiscalYears } from './server/list-fiscal-years.read.ts';
import { listJournals } from './server/list-journals.read.ts';
import { listMeanings } from './server/list-meanings.read.ts';
import { listPaymentMeans } from './server/list-payment-means.read.ts';
import { openFiscalYear } from './server/open-fiscal-year.ts';
import { accountingPolicy } from './server/policy.ts';
import { postEntry } from './server/post-entry.ts';
import { previewPlainEntry } from './server/preview-plain-entry.read.ts';
import { recordExpense } from './server/record-expense.ts';
import { recordIncome } from './server/record-income.ts';
import { recordTransfer } from './server/record-transfer.ts';
import { reverseEntry } from './server/reverse-entry.ts';
import { treasury } from './server/treasury.read.ts';
import { trialBalance } from './server/trial-balance.read.ts';
import { validateEntries } from './server/validate-entries.ts';

export const accountingModule: ModuleManifest = {
	name: 'accounting',
	dependsOn: [],
	permissions: accountingPolicy,
	navigation: [],
	operations: [
		openFiscalYear,
		listFiscalYears,
		closeFiscalYear,
		listAccounts,
		addAccount,
		accountBalance,
		listJournals,
		listMeanings,
		listPaymentMeans,
		postEntry,
		recordIncome,
		recordExpense,
		recordTransfer,
		previewPlainEntry,
		listEntries,
		getEntry,
		reverseEntry,
		validateEntries,
		attachVoucher,
		downloadVoucher,
		accountLedger,
		trialBalance,
		treasury
	],
	portableTables: [
		'accounting.fiscal_year',
		'accounting.journal',
		'accounting.account',
		'accounting.entry',
		'accounting.line',
		'accounting.entry_counter',
		'accounting.voucher',
		'accounting.entry_voucher',
		'accounting.habit'
	]
};
