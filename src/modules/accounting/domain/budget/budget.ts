import { sum } from '#shared/money.ts';

/** Where a foreseen amount stands: what is spent, what comes in; with the volunteering of each side apart. */
export type BudgetSide = 'expense' | 'income' | 'in-kind-use' | 'in-kind-source';

export const BUDGET_SIDES = ['expense', 'income', 'in-kind-use', 'in-kind-source'] as const;

/** The side of an account; `undefined` for those that have no budget: classes 1 to 5. */
export function sideOf(code: string): BudgetSide | undefined {
	if (code.startsWith('6')) return 'expense';
	if (code.startsWith('7')) return 'income';
	if (code.startsWith('86')) return 'in-kind-use';
	return code.startsWith('87') ? 'in-kind-source' : undefined;
}

/** A balance (debits minus credits) as the budget tells it: positive on the usual side of the account. */
export function onUsualSide(code: string, balanceCents: number): number {
	const side = sideOf(code);
	return side === 'expense' || side === 'in-kind-use' ? balanceCents : -balanceCents || 0;
}

/** An amount for the whole year as the months share it: equal, to the cent, the first ones a cent more. */
export function spread(amountCents: number, months: number): number[] {
	const each = Math.floor(amountCents / months);
	const rest = amountCents - each * months;
	return Array.from({ length: months }, (_, index) => each + (index < rest ? 1 : 0));
}

export interface Foreseen {
	readonly code: string;
	readonly label: string;
	readonly budgetCents: number;
}

/** What is foreseen on a side. */
export function totalOf(rows: readonly Foreseen[], side: BudgetSide): number {
	return sum(rows.filter(({ code }) => sideOf(code) === side).map((row) => row.budgetCents));
}

/** What was done, raised by a percentage and rounded to the euro: the start of another budget. */
export function raised(amountCents: number, percent: number): number {
	return Math.round((amountCents * (100 + percent)) / 10_000) * 100;
}
