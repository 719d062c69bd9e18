import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { reversed } from '#modules/accounting/domain/entry.ts';
import { linesOf } from '../entries.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { journalOfKind } from '../journals.ts';
import { reverseShares } from '../analytics/write-shares.ts';
import { reverse } from '../reverse.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import type { StandingEntry } from '../closing/standing-entries.ts';
import { writeEntry } from '../write-entry.ts';
import { tables } from './accruals.ts';

/**
 * Undoes in a year, on its first day, what the end of the year before moved: the expense or income comes back where
 * its invoice is. An undoing whose entry is gone is taken back. `next` is open, and held until the commit.
 */
export async function reverseAccruals(
	context: OperationContext,
	year: KnownYear,
	next: KnownYear
): Promise<void> {
	const { tx } = context;
	const ids = await accrualsWritten(context, [year.id, next.id]);
	const moved = (await standingEntries(tx, 'accrual', ids)).filter(
		({ fiscalYearId }) => fiscalYearId === year.id
	);
	const undone = (await standingEntries(tx, 'accrual-reversal', ids)).filter(
		({ fiscalYearId, date }) => fiscalYearId === next.id && date === next.start
	);
	const fits = (a: StandingEntry, b: StandingEntry) =>
		a.sourceId === b.sourceId && a.totalCents === b.totalCents;
	const { locale } = context.actor;
	for (const stale of undone.filter((entry) => !moved.some((other) => fits(entry, other)))) {
		const reason = m.accounting_accrual_changed({}, { locale });
		await reverse(context, { entryId: stale.entryId, date: next.start, reason });
	}
	for (const entry of moved.filter((each) => !undone.some((other) => fits(each, other)))) {
		await undo(context, next, entry);
	}
}

async function accrualsWritten({ tx }: OperationContext, yearIds: readonly string[]) {
	const rows = await tables(tx)
		.selectFrom('accounting.entry')
		.select('source_id as id')
		.distinct()
		.where('fiscal_year_id', 'in', yearIds)
		.where('source_module', '=', 'accounting')
		.where('source_type', 'in', ['accrual', 'accrual-reversal'])
		.execute();
	return rows.flatMap(({ id }) => id ?? []);
}

async function undo(context: OperationContext, next: KnownYear, moved: StandingEntry) {
	const { locale } = context.actor;
	const posted = await writeEntry(context, {
		year: next,
		journal: await journalOfKind(context.tx, 'miscellaneous'),
		date: next.start,
		label: m.accounting_accrual_back_label({ number: moved.number }, { locale }),
		lines: reversed(await linesOf(context.tx, moved.entryId)),
		source: { module: 'accounting', type: 'accrual-reversal', id: moved.sourceId }
	});
	await reverseShares(context, { from: moved.entryId, to: posted.entryId });
}
