import { addDays, addMonths, partsOf, type Day } from '#shared/day.ts';
import type { Period } from '../fiscal-year.ts';

/** How often the tax is declared: CA3 each month or each quarter, CA12 each year. */
export const REGIMES = ['monthly', 'quarterly', 'yearly'] as const;
export type Regime = (typeof REGIMES)[number];

/** The simplified regime is gone from here on: its associations declare each quarter (loi 2025-127, art. 38). */
export const YEARLY_UNTIL = '2026-12-31' as Day;

/** The regime that a period which starts on a day is declared under. */
export function regimeOn(start: Day, regime: Regime): Regime {
	return regime === 'yearly' && start > YEARLY_UNTIL ? 'quarterly' : regime;
}

/** From a day to the end of its month, calendar quarter or year. */
export function periodFrom(start: Day, regime: Regime): Period {
	const { year, month } = partsOf(start);
	const length = { monthly: 1, quarterly: 3, yearly: 12 }[regimeOn(start, regime)];
	const first = month - ((month - 1) % length);
	const firstDay = `${year}-${String(first).padStart(2, '0')}-01` as Day;
	return { start, end: addDays(addMonths(firstDay, length), -1) };
}
