// What is read and taken away from the accounts of a year.
export { readAnnualNotes } from './annual-accounts/annual-notes.read.ts';
export { exportAnnualAccounts } from './annual-accounts/export-annual-accounts.ts';
export { readBalanceSheet } from './balance-sheet.read.ts';
export { readCashPosition } from './cash-position.read.ts';
export { exportCashPosition } from './export-cash-position.ts';
export { checkFecFile } from './fec/check-fec.ts';
export { exportFec } from './fec/export-fec.ts';
export { exportJournal } from './export-journal.ts';
export { exportLedger } from './export-ledger.ts';
export { exportBalanceSheet, exportIncomeStatement } from './export-statements.ts';
export { exportTrialBalance } from './export-trial-balance.ts';
export { readIncomeStatement } from './income-statement.read.ts';
export { exportEntries } from './export/export-entries.ts';
