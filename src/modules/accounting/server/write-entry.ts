import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import { kept } from '#platform/server/database/kept-statement.ts';
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
	const [posted] = await writeEntries([{ context, entry }]);
	if (!posted) throw new Error('An entry was written without its number');
	return posted;
}

/** An entry, and for whom it is written. */
export interface EntryInContext {
	readonly context: OperationContext;
	readonly entry: NewEntry;
}

/** The same for several entries of one transaction and association, numbered in their order. */
export async function writeEntries(all: readonly EntryInContext[]): Promise<PostedEntry[]> {
	const [first] = all;
	if (!first) return [];
	const entries = all.map(({ context, entry }) => ({ ...entry, id: newId(), context }));
	const numbers = await insertEntries(first.context, entries);
	return Promise.all(
		entries.map(async ({ context, id: entryId, ...entry }) => {
			const { year, journal, source = null, reversesId = null, date } = entry;
			const number = entryNumber(journal.code, year.code, numbers.get(entryId) ?? 0);
			await context.announce(ENTRY_POSTED, {
				...{ entryId, fiscalYearId: year.id, number, date, reversesId, source },
				totalCents: totalOf(entry.lines)
			} satisfies EntryPosted);
			return { entryId, number };
		})
	);
}

interface EntryToInsert extends NewEntry {
	readonly id: string;
	readonly context: OperationContext;
}

/**
 * Numbers, entries and lines in one statement; answers the numbers. The rows of the counters stay locked until the
 * commit: a refusal later on gives the numbers back, and no other entry gets them.
 */
async function insertEntries(
	{ tx, association }: OperationContext,
	entries: readonly EntryToInsert[]
): Promise<ReadonlyMap<string, number>> {
	const counters = [...Map.groupBy(entries, (entry) => entry.year.id + entry.journal.id).values()];
	const lines = entries.flatMap((entry) =>
		lineRows(entry.lines).map((line) => ({ ...line, entry_id: entry.id }))
	);
	const { rows } = await sql<{ id: string; number: number }>`${kept} with counted as (
			insert into accounting.entry_counter as c
				(association_id, id, fiscal_year_id, journal_id, last_number)
			select ${association.id}, n.id, n.fiscal_year_id, n.journal_id, n.entries
			from json_to_recordset(${JSON.stringify(counters.flatMap(counterRow))}::json)
				as n (id uuid, fiscal_year_id uuid, journal_id uuid, entries integer)
			on conflict (association_id, fiscal_year_id, journal_id)
				do update set last_number = c.last_number + excluded.last_number
			returning fiscal_year_id, journal_id, last_number
		), written as (
			insert into accounting.entry (association_id, id, fiscal_year_id, journal_id, number, entry_date,
				label, reference, third_party, search, total_cents, source_module, source_type, source_id,
				reverses_id, validated_at, created_at, created_by)
			select ${association.id}, e.id, fiscal_year_id, journal_id, number, e.entry_date,
				e.label, e.reference, e.third_party,
				e.search || lpad(number::text, greatest(4, length(number::text)), '0'),
				e.total_cents, e.source_module, e.source_type, e.source_id, e.reverses_id, null, e.created_at,
				e.created_by
			from json_to_recordset(${JSON.stringify(counters.flatMap(entryRows))}::json) as e (id uuid,
				fiscal_year_id uuid, journal_id uuid, before_last integer, entry_date date, label text,
				reference text, third_party text, search text, total_cents bigint, source_module text,
				source_type text, source_id uuid, reverses_id uuid, created_at timestamptz, created_by uuid)
			join counted using (fiscal_year_id, journal_id)
			cross join lateral (select last_number - before_last as number) n
			returning id, fiscal_year_id, entry_date, number
		), lines as (
			insert into accounting.line (association_id, id, entry_id, position, fiscal_year_id, entry_date,
				account_id, debit_cents, credit_cents, label, third_party_id, due_day)
			select ${association.id}, l.id, l.entry_id, l.position, w.fiscal_year_id, w.entry_date, l.account_id,
				l.debit_cents, l.credit_cents, l.label, l.third_party_id, l.due_day
			from json_to_recordset(${JSON.stringify(lines)}::json) as l (id uuid, entry_id uuid,
				position smallint, account_id uuid, debit_cents bigint, credit_cents bigint, label text,
				third_party_id uuid, due_day date)
			join written w on w.id = l.entry_id
		)
		select id, number from written`.execute(tx);
	return new Map(rows.map(({ id, number }) => [id, number]));
}

/** How many numbers the entries of a journal and a year take. */
function counterRow(entries: readonly EntryToInsert[]) {
	return entries.slice(0, 1).map(({ year, journal }) => ({
		id: newId(),
		fiscal_year_id: year.id,
		journal_id: journal.id,
		entries: entries.length
	}));
}

/** The entries of a journal and a year, each with how many of them have a number after its own. */
function entryRows(entries: readonly EntryToInsert[]) {
	return entries.map(({ context, source, ...entry }, index) => ({
		id: entry.id,
		fiscal_year_id: entry.year.id,
		journal_id: entry.journal.id,
		before_last: entries.length - 1 - index,
		entry_date: entry.date,
		label: entry.label,
		reference: entry.reference,
		third_party: entry.thirdParty,
		search: searchBeforeNumber(entry),
		total_cents: totalOf(entry.lines),
		source_module: source?.module,
		source_type: source?.type,
		source_id: source?.id,
		reverses_id: entry.reversesId,
		created_at: context.now,
		created_by: context.actor.accountId
	}));
}

/** What a search looks in, up to the last figures of the number, which the database adds. */
function searchBeforeNumber(entry: Omit<NewEntry, 'source'>): string {
	const { label, reference, thirdParty, journal, year } = entry;
	const figures = '0000';
	const number = entryNumber(journal.code, year.code, 0);
	const folded = fold([label, reference, thirdParty, number].filter(Boolean).join(' '));
	return folded.slice(0, -figures.length);
}

function lineRows(lines: readonly Line[]) {
	return lines.map((line, index) => ({
		id: newId(),
		position: index + 1,
		account_id: line.accountId,
		debit_cents: line.debitCents,
		credit_cents: line.creditCents,
		label: line.label,
		third_party_id: line.thirdPartyId ?? null,
		due_day: line.dueDay ?? null
	}));
}

type LinesOfEntry = Pick<NewEntry, 'year' | 'date' | 'lines'>;

/** Gives a draft other lines: the old ones go, and the total follows. */
export async function replaceLines(
	context: OperationContext,
	entry: LinesOfEntry,
	entryId: string
): Promise<void> {
	const { tx, association } = context;
	const { year, date, lines } = entry;
	await tables(tx).deleteFrom('accounting.line').where('entry_id', '=', entryId).execute();
	await tables(tx)
		.insertInto('accounting.line')
		.values(
			lineRows(lines).map((line) => ({
				...line,
				association_id: association.id,
				entry_id: entryId,
				fiscal_year_id: year.id,
				entry_date: date
			}))
		)
		.execute();
}
