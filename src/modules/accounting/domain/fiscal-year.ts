import { addDays, addMonths, toFrenchDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';

export interface Period {
	/** First day, included. */
	readonly start: Day;
	/** Last day, included. */
	readonly end: Day;
}

export interface FiscalYear extends Period {
	readonly id: string;
	/** Short name, in the numbers of its entries: `2026`, or `2025-26` when it straddles two years. */
	readonly code: string;
	readonly closed: boolean;
}

/** A first or last fiscal year may be long, up to 24 months here; the usual length is twelve. */
export const MAX_MONTHS = 24;

export function contains(period: Period, on: Day): boolean {
	return period.start <= on && on <= period.end;
}

/** The twelve months that follow. */
export function periodAfter(period: Period): Period {
	const start = addDays(period.end, 1);
	return { start, end: addDays(addMonths(start, 12), -1) };
}

/** `2026` or `2025-26`, then `2026b`, `2026c`… when the name is taken. */
export function codeFor(period: Period, taken: readonly string[]): string {
	const first = period.start.slice(0, 4);
	const last = period.end.slice(0, 4);
	const plain = first === last ? first : `${first}-${last.slice(2)}`;
	if (!taken.includes(plain)) return plain;
	const letter = 'bcdefghijklmnopqrstuvwxyz'.split('').find((l) => !taken.includes(plain + l));
	return plain + (letter ?? '');
}

/**
 * Checks a new year against those that exist: it starts the day after the last one ends.
 * @throws {Refusal} `accounting.year-ends-before-start`, `year-too-long`, `year-not-contiguous`
 */
export function checkNewYear(existing: readonly Period[], next: Period): void {
	if (next.end <= next.start) throw refuseField('end', 'accounting.year-ends-before-start');
	if (next.end >= addMonths(next.start, MAX_MONTHS)) {
		throw refuseField('end', 'accounting.year-too-long', { months: MAX_MONTHS });
	}
	const last = existing.reduce<Day | undefined>(
		(latest, { end }) => (latest === undefined || end > latest ? end : latest),
		undefined
	);
	if (last !== undefined && next.start !== addDays(last, 1)) {
		throw refuseField('start', 'accounting.year-not-contiguous', {
			expected: toFrenchDay(addDays(last, 1))
		});
	}
}

/**
 * The open year that a day falls in.
 * @throws {Refusal} `accounting.no-year-on-day`, `accounting.year-closed`
 */
export function openYearOn<Y extends FiscalYear>(years: readonly Y[], on: Day): Y {
	const year = years.find((candidate) => contains(candidate, on));
	if (!year) throw refuseField('date', 'accounting.no-year-on-day', { date: toFrenchDay(on) });
	if (year.closed) {
		const parameters = { year: year.code };
		throw new Refusal('conflict', 'accounting.year-closed', parameters, [
			{ path: 'date', code: 'accounting.year-closed', parameters }
		]);
	}
	return year;
}
