import { newId } from '#shared/id.ts';
import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Line } from '../domain/entry.ts';
import { totalOf } from '../domain/entry.ts';
import type { EntryPosted, EntrySource } from '../domain/events.ts';
import { ENTRY_POSTED } from '../domain/events.ts';
import { entryNumber } from '../domain/journal.ts';
import type { KnownYear } from './fiscal-years.ts';
import type { KnownJournal } from './journals.ts';
import { tables } from './tables.ts';

export interface NewEntry {
	/** Open, and held by `holdOpenYear`. */
	readonly year: KnownYear;
	readonly journal: KnownJournal;
	readonly date: Day;
	readonly label: string;
	/** Checked by `checkLines`. */
	readonly lines: readonly Line[];
	readonly reference?: string | undefined;
	readonly thirdParty?: string | undefined;
	readonly source?: EntrySource | undefined;
	readonly reversesId?: string | undefined;
}

export interface PostedEntry {
	readonly entryId: string;
	/** `BQ-2026-0412`. */
	readonly number: string;
}

/** Gives the entry its number, writes it with its lines, and announces it. */
export async function writeEntry(context: OperationContext, entry: NewEntry): Promise<PostedEntry> {
	const { tx, association, actor, now } = context;
	const { year, journal, lines } = entry;
	const entryId = newId();
	const totalCents = totalOf(lines);
	const next = await nextNumber(context, year.id, journal.id);
	const number = entryNumber(journal.code, year.code, next);
	const words = [entry.label, entry.reference, entry.thirdParty, number];
	await tables(tx)
		.insertInto('accounting.entry')
		.values({
			association_id: association.id,
			id: entryId,
			fiscal_year_id: year.id,
			journal_id: journal.id,
			number: next,
			entry_date: entry.date,
			label: entry.label,
			reference: entry.reference ?? null,
			third_party: entry.thirdParty ?? null,
			search: fold(words.filter(Boolean).join(' ')),
			total_cents: totalCents,
			source_module: entry.source?.module ?? null,
			source_type: entry.source?.type ?? null,
			source_id: entry.source?.id ?? null,
			reverses_id: entry.reversesId ?? null,
			validated_at: null,
			created_at: now,
			created_by: actor.accountId
		})
		.execute();
	await writeLines(context, entry, entryId);
	await context.announce(ENTRY_POSTED, {
		entryId,
		fiscalYearId: year.id,
		number,
		date: entry.date,
		totalCents,
		reversesId: entry.reversesId ?? null,
		source: entry.source ?? null
	} satisfies EntryPosted);
	return { entryId, number };
}

/** Its row stays locked until the commit: a refusal later on gives the number back, and no other entry gets it. */
async function nextNumber(
	{ tx, association }: OperationContext,
	yearId: string,
	journalId: string
): Promise<number> {
	const { last_number } = await tables(tx)
		.insertInto('accounting.entry_counter')
		.values({
			association_id: association.id,
			id: newId(),
			fiscal_year_id: yearId,
			journal_id: journalId,
			last_number: 1
		})
		.onConflict((conflict) =>
			conflict.columns(['association_id', 'fiscal_year_id', 'journal_id']).doUpdateSet((eb) => ({
				last_number: eb('accounting.entry_counter.last_number', '+', 1)
			}))
		)
		.returning('last_number')
		.executeTakeFirstOrThrow();
	return last_number;
}

type LinesOfEntry = Pick<NewEntry, 'year' | 'date' | 'lines'>;

/** Gives a draft other lines: the old ones go, and the total follows. */
export async function replaceLines(
	context: OperationContext,
	entry: LinesOfEntry,
	entryId: string
): Promise<void> {
	await tables(context.tx).deleteFrom('accounting.line').where('entry_id', '=', entryId).execute();
	await writeLines(context, entry, entryId);
}

async function writeLines(
	{ tx, association }: OperationContext,
	{ year, date, lines }: LinesOfEntry,
	entryId: string
): Promise<void> {
	await tables(tx)
		.insertInto('accounting.line')
		.values(
			lines.map((line, index) => ({
				association_id: association.id,
				id: newId(),
				entry_id: entryId,
				position: index + 1,
				fiscal_year_id: year.id,
				entry_date: date,
				account_id: line.accountId,
				debit_cents: line.debitCents,
				credit_cents: line.creditCents,
				label: line.label
			}))
		)
		.execute();
}
