import { sum } from '#shared/money.ts';
import type { Tx } from '#platform/server/operation.ts';
import { accruedAt } from '#modules/accounting/domain/accruals/accrual.ts';
import type { Period } from '#modules/accounting/domain/fiscal-year.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import type { StandingEntry } from '../closing/standing-entries.ts';
import { accrualsAround } from './accruals.ts';
import type { KnownAccrual } from './accruals.ts';

export interface YearAccrual {
	readonly accrual: KnownAccrual;
	/** What the end of the year moves, in cents. */
	readonly wantedCents: number;
	readonly writtenCents: number;
	readonly entries: readonly StandingEntry[];
	/** On the first day of a later year. */
	readonly reversals: readonly StandingEntry[];
}

/** The accruals of a year, with what its end moves of each and what of it is written. */
export async function yearAccruals(tx: Tx, year: Period & { id: string }): Promise<YearAccrual[]> {
	const accruals = await accrualsAround(tx, year);
	const ids = accruals.map(({ id }) => id);
	const written = await standingEntries(tx, 'accrual', ids);
	const undone = await standingEntries(tx, 'accrual-reversal', ids);
	return accruals
		.map((accrual) => {
			const of = (entries: readonly StandingEntry[]) =>
				entries.filter(({ sourceId }) => sourceId === accrual.id);
			const entries = of(written).filter(({ fiscalYearId }) => fiscalYearId === year.id);
			return {
				accrual,
				wantedCents: accruedAt(accrual, year),
				writtenCents: sum(entries.map(({ totalCents }) => totalCents)),
				entries,
				reversals: of(undone).filter(({ date }) => date > year.end)
			};
		})
		.filter(({ wantedCents, entries }) => wantedCents > 0 || entries.length > 0);
}
