import { daysBetween } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import type { InventoryRole } from '../closing/inventory-accounts.ts';
import type { Period } from '../fiscal-year.ts';
import { proportion } from '../proportion.ts';

/**
 * Paid ahead (486), received ahead (487), used without invoice yet (408, 428, 438, 448, 4686), earned without
 * invoice yet (418, 4687): PCG art. 944-48 and 944-40 and following.
 */
export const ACCRUAL_KINDS = [
	'prepaid-expense',
	'deferred-income',
	'accrued-expense',
	'accrued-income'
] as const;
export type AccrualKind = (typeof ACCRUAL_KINDS)[number];

export interface Accrual {
	readonly kind: AccrualKind;
	readonly amountCents: number;
	/** The days it is for, the last one counted. */
	readonly periodStart: Day;
	readonly periodEnd: Day;
	/** The day of the invoice, which the books hold; `null` while it has not come. */
	readonly bookedOn: Day | null;
}

const isExpense = (kind: AccrualKind) => kind === 'prepaid-expense' || kind === 'accrued-expense';
/** The invoice is in the books, for a year that is not all its own. */
export const isDeferral = (kind: AccrualKind): boolean =>
	kind === 'prepaid-expense' || kind === 'deferred-income';

/** First figure of the account: expense or income. */
export function classOf(kind: AccrualKind): '6' | '7' {
	return isExpense(kind) ? '6' : '7';
}

const days = (start: Day, end: Day) => Math.max(0, daysBetween(start, end) + 1);

/**
 * What the end of a year moves, in cents: of a deferral, the part that is for later days; of what has no invoice yet,
 * the part that is for days gone by.
 */
export function accruedAt(accrual: Accrual, { end }: Period): number {
	const { kind, amountCents, periodStart, periodEnd, bookedOn } = accrual;
	const total = days(periodStart, periodEnd);
	const before = periodStart > end ? 0 : days(periodStart, periodEnd < end ? periodEnd : end);
	if (isDeferral(kind)) {
		if (bookedOn === null || bookedOn > end) return 0;
		return amountCents - proportion(amountCents, before, total);
	}
	if (bookedOn !== null && bookedOn <= end) return 0;
	return proportion(amountCents, before, total);
}

/** The account of the balance sheet beside an expense or an income, by the nature of it. */
export function accrualRole(kind: AccrualKind, code: string): InventoryRole {
	if (kind === 'prepaid-expense') return 'prepaid-expenses';
	if (kind === 'deferred-income') return 'deferred-income';
	if (kind === 'accrued-income') {
		return code.startsWith('70') ? 'invoices-to-make' : 'other-income-to-receive';
	}
	if (/^6[012]/.test(code)) return 'invoices-to-come';
	if (/^64[57]/.test(code)) return 'social-charges-to-pay';
	if (code.startsWith('64')) return 'staff-to-pay';
	return code.startsWith('63') ? 'taxes-to-pay' : 'other-expenses-to-pay';
}

/** Whether the expense (or the balance of an income) goes to the debit side when the year ends. */
export function debitsBalanceSheet(kind: AccrualKind): boolean {
	return kind === 'prepaid-expense' || kind === 'accrued-income';
}
