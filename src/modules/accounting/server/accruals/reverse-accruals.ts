import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { reversed, sameLines } from '#modules/accounting/domain/entry.ts';
import type { Line } from '#modules/accounting/domain/entry.ts';
import { successorAccounts } from '../chart/kept-accounts.ts';
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
	const wanted: Undoing[] = [];
	for (const entry of moved) {
		wanted.push({ ...entry, lines: await undoingLines(context, year, next, entry) });
	}
	const standing: Undoing[] = [];
	for (const entry of undone) {
		standing.push({ ...entry, lines: await linesOf(tx, entry.entryId) });
	}
	const fits = (a: Undoing, b: Undoing) => a.sourceId === b.sourceId && sameLines(a.lines, b.lines);
	const { locale } = context.actor;
	for (const stale of standing.filter((entry) => !wanted.some((other) => fits(entry, other)))) {
		const reason = m.accounting_accrual_changed({}, { locale });
		await reverse(context, { entryId: stale.entryId, date: next.start, reason });
	}
	for (const entry of wanted.filter((each) => !standing.some((other) => fits(each, other)))) {
		await undo(context, next, entry);
	}
}

interface Undoing extends StandingEntry {
	readonly lines: readonly Line[];
}

/** The lines that undo an entry of the year before, in the accounts that its opening moved theirs to. */
async function undoingLines(
	context: OperationContext,
	year: KnownYear,
	next: KnownYear,
	{ entryId }: StandingEntry
): Promise<Line[]> {
	const lines = reversed(await linesOf(context.tx, entryId));
	const takers = await successorAccounts(
		context,
		{ from: year.chart, to: next.chart },
		lines.map(({ accountId }) => accountId)
	);
	return lines.map((line) => ({
		...line,
		accountId: takers.get(line.accountId)?.id ?? line.accountId
	}));
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

async function undo(context: OperationContext, next: KnownYear, moved: Undoing) {
	const { locale } = context.actor;
	const posted = await writeEntry(context, {
		year: next,
		journal: await journalOfKind(context.tx, 'miscellaneous'),
		date: next.start,
		label: m.accounting_accrual_back_label({ number: moved.number }, { locale }),
		lines: moved.lines,
		source: { module: 'accounting', type: 'accrual-reversal', id: moved.sourceId }
	});
	await reverseShares(context, { from: moved.entryId, to: posted.entryId });
}
