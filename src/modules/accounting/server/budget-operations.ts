// What is foreseen of a year, beside what is done.
export { accountBudget } from './budget/account-budget.read.ts';
export { copyBudget } from './budget/copy-budget.ts';
export { exportBudget } from './budget/export-budget.ts';
export { exportGrantBudget } from './budget/export-grant-budget.ts';
export { readBudget } from './budget/read-budget.read.ts';
export { setBudget } from './budget/set-budget.ts';
