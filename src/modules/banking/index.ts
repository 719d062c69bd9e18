// What pages and other modules may know of the bank in the browser.
export { formatIban } from './domain/bank-account.ts';
export { FACES } from './domain/cash.ts';
export { COLUMN_TARGETS } from './domain/table-layout.ts';
export type { ColumnTarget } from './domain/table-layout.ts';
