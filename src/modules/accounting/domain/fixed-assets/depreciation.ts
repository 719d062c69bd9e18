import { addDays } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { periodAfter } from '../fiscal-year.ts';
import type { Period } from '../fiscal-year.ts';
import { proportion } from '../proportion.ts';
import { daysFrom, daysOfLife } from './day-count.ts';
import type { DayCount } from './day-count.ts';

/** What wears out evenly over the time it is used (PCG art. 214-13 and 214-17: linear, prorata temporis). */
export interface Depreciable {
	readonly costCents: number;
	/** What it will still be worth at the end. */
	readonly residualCents: number;
	/** First day of use. */
	readonly inServiceOn: Day;
	/** `null` for what does not wear out: land, works of art. */
	readonly lifeMonths: number | null;
	readonly dayCount: DayCount;
	/** It is no longer there: nothing is charged after that day. */
	readonly disposedOn: Day | null;
}

export interface YearOfPlan extends Period {
	readonly chargeCents: number;
	readonly accumulatedCents: number;
	/** What is left of the cost. */
	readonly netCents: number;
}

/** A part of `amountCents` that follows the wear of an asset, from its first day to the end of a day. */
export function wornPart(asset: Depreciable, amountCents: number, through: Day): number {
	if (asset.lifeMonths === null) return 0;
	const last = asset.disposedOn && asset.disposedOn < through ? asset.disposedOn : through;
	const total = daysOfLife(asset.inServiceOn, asset.lifeMonths, asset.dayCount);
	const elapsed = Math.min(total, daysFrom(asset.inServiceOn, last, asset.dayCount));
	return proportion(amountCents, elapsed, total);
}

/** Depreciation from the first day of use to the end of a day; all years together it is cost less residual value. */
export function accumulatedOn(asset: Depreciable, through: Day): number {
	return wornPart(asset, asset.costCents - asset.residualCents, through);
}

/** What a period bears. */
export function chargeOf(asset: Depreciable, { start, end }: Period): number {
	return accumulatedOn(asset, end) - accumulatedOn(asset, addDays(start, -1));
}

const LONGEST_PLAN = 120;

/**
 * The plan, year after year: fiscal years as they are, then years of twelve months until all is worn out. What was
 * worn before the first fiscal year is one row, which ends the day before it.
 */
export function planOf(asset: Depreciable, years: readonly Period[]): YearOfPlan[] {
	const [first] = years;
	if (asset.lifeMonths === null || !first) return [];
	const periods: Period[] = [];
	if (asset.inServiceOn < first.start) {
		periods.push({ start: asset.inServiceOn, end: addDays(first.start, -1) });
	}
	periods.push(...years.filter(({ end }) => end >= asset.inServiceOn));
	let last = periods.at(-1) ?? periodAfter(years.at(-1) ?? first);
	if (periods.length === 0) {
		while (last.end < asset.inServiceOn) last = periodAfter(last);
		periods.push(last);
	}
	const end = asset.costCents - asset.residualCents;
	while (
		periods.length < LONGEST_PLAN &&
		!asset.disposedOn &&
		accumulatedOn(asset, last.end) < end
	) {
		last = periodAfter(last);
		periods.push(last);
	}
	return periods
		.filter(({ start }) => !asset.disposedOn || start <= asset.disposedOn)
		.map((period) => yearOfPlan(asset, period))
		.filter(({ chargeCents }, index) => index === 0 || chargeCents > 0);
}

function yearOfPlan(asset: Depreciable, { start, end }: Period): YearOfPlan {
	const accumulatedCents = accumulatedOn(asset, end);
	return {
		start,
		end,
		chargeCents: chargeOf(asset, { start, end }),
		accumulatedCents,
		netCents: asset.costCents - accumulatedCents
	};
}
