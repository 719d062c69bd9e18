import { addDays } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { chartFor } from '#modules/accounting/domain/chart.ts';
import { codeFor } from '#modules/accounting/domain/fiscal-year.ts';
import type { Period } from '#modules/accounting/domain/fiscal-year.ts';
import { lockYears } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { openYear } from '../open-year.ts';
import { tables } from '../tables.ts';

/**
 * Opens the year of imported entries: after the others, or before the first one, as when the past is taken over.
 * @throws {Refusal} `accounting.import-no-year`, and those of opening a year
 */
export async function openYearForImport(
	context: OperationContext,
	period: Period | null
): Promise<KnownYear> {
	if (!period) throw new Refusal('conflict', 'accounting.import-no-year-left');
	const years = await lockYears(context.tx);
	const [first] = years;
	if (!first || period.start > first.start) return openYear(context, period);
	return openBefore(context, period, years, first);
}

async function openBefore(
	{ tx, association, now }: OperationContext,
	period: Period,
	years: readonly KnownYear[],
	first: KnownYear
): Promise<KnownYear> {
	if (addDays(period.end, 1) !== first.start || first.closed) {
		throw new Refusal('conflict', 'accounting.import-no-year-left');
	}
	const id = newId();
	const chart = chartFor(period.start);
	const code = codeFor(
		period,
		years.map((year) => year.code)
	);
	await tables(tx)
		.updateTable('accounting.fiscal_year')
		.set({ follows_day: period.end })
		.where('id', '=', first.id)
		.execute();
	await tables(tx)
		.insertInto('accounting.fiscal_year')
		.values({
			association_id: association.id,
			...{ id, code, chart, start_day: period.start, end_day: period.end, follows_day: null },
			...{ closed_at: null, created_at: now }
		})
		.execute();
	const fresh = { closed: false, closedAt: null, locked: false, lockedAt: null, seal: null };
	return { id, code, chart, ...period, ...fresh, resultTo: 'result' };
}
