import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { checkLines } from '#modules/accounting/domain/entry.ts';
import type { DraftLine } from '#modules/accounting/domain/entry.ts';
import { shareWholeEntry } from '../analytics/write-shares.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { journalOfKind } from '../journals.ts';
import { writeEntry } from '../write-entry.ts';
import type { PostedEntry } from '../write-entry.ts';
import type { InventorySource } from './standing-entries.ts';

export interface InventoryEntry {
	/** Open, and held by `holdOpenYear`. */
	readonly year: KnownYear;
	readonly date: Day;
	readonly label: string;
	readonly reference?: string | undefined;
	/** Lines without amount are left out. */
	readonly lines: readonly DraftLine[];
	readonly type: InventorySource;
	/** What it is about: an asset, a grant, a fund… */
	readonly sourceId: string;
	/** The projects it is for. */
	readonly valueIds?: readonly string[];
}

/** Writes an entry of the works of the end of a year, among the miscellaneous ones, to be validated with the others. */
export async function postInventoryEntry(
	context: OperationContext,
	{ type, sourceId, lines, valueIds = [], ...entry }: InventoryEntry
): Promise<PostedEntry> {
	const posted = await writeEntry(context, {
		...entry,
		label: entry.label.slice(0, 200),
		journal: await journalOfKind(context.tx, 'miscellaneous'),
		lines: checkLines(lines.filter(({ debitCents, creditCents }) => debitCents || creditCents)),
		source: { module: 'accounting', type, id: sourceId }
	});
	await shareWholeEntry(context, posted.entryId, valueIds);
	return posted;
}

/** A line on the debit side, or on the other one when the amount is negative. */
export function debit(account: DraftLine['account'], cents: number): DraftLine {
	return { account, debitCents: Math.max(cents, 0), creditCents: Math.max(-cents, 0) };
}

/** A line on the credit side, or on the other one when the amount is negative. */
export function credit(account: DraftLine['account'], cents: number): DraftLine {
	return debit(account, -cents);
}
