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
	const { year, journal, lines } = entry;
	const entryId = newId();
	const totalCents = totalOf(lines);
	const number = entryNumber(
		journal.code,
		year.code,
		await insertEntry(context, entry, entryId, totalCents)
	);
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

/**
 * Number, entry and lines in one statement; answers the number. The row of the counter stays locked until the
 * commit: a refusal later on gives the number back, and no other entry gets it.
 */
async function insertEntry(
	{ tx, association, actor, now }: OperationContext,
	entry: NewEntry,
	entryId: string,
	totalCents: number
): Promise<number> {
	const { year, journal, date, label, source } = entry;
	const { rows } = await sql<{ number: number }>`${kept} with counted as (
			insert into accounting.entry_counter as c
				(association_id, id, fiscal_year_id, journal_id, last_number)
			values (${association.id}, ${newId()}, ${year.id}, ${journal.id}, 1)
			on conflict (association_id, fiscal_year_id, journal_id)
				do update set last_number = c.last_number + 1
			returning last_number
		), written as (
			insert into accounting.entry (association_id, id, fiscal_year_id, journal_id, number, entry_date,
				label, reference, third_party, search, total_cents, source_module, source_type, source_id,
				reverses_id, validated_at, created_at, created_by)
			select ${association.id}, ${entryId}, ${year.id}, ${journal.id}, last_number, ${date},
				${label}, ${entry.reference ?? null}, ${entry.thirdParty ?? null},
				${searchBeforeNumber(entry)} || lpad(last_number::text, greatest(4, length(last_number::text)), '0'),
				${totalCents}, ${source?.module ?? null}, ${source?.type ?? null}, ${source?.id ?? null},
				${entry.reversesId ?? null}, null, ${now}, ${actor.accountId}
			from counted
			returning number
		), lines as (
			insert into accounting.line (association_id, id, entry_id, position, fiscal_year_id, entry_date,
				account_id, debit_cents, credit_cents, label, third_party_id, due_day)
			select ${association.id}, l.id, ${entryId}, l.position, ${year.id}, ${date}, l.account_id,
				l.debit_cents, l.credit_cents, l.label, l.third_party_id, l.due_day
			from json_to_recordset(${JSON.stringify(lineRows(entry.lines))}::json) as l (id uuid,
				position smallint, account_id uuid, debit_cents bigint, credit_cents bigint, label text,
				third_party_id uuid, due_day date)
			cross join written
		)
		select number from written`.execute(tx);
	const [row] = rows;
	if (!row) throw new Error('An entry was written without its number');
	return row.number;
}

/** What a search looks in, up to the last figures of the number, which the database adds. */
function searchBeforeNumber({ label, reference, thirdParty, journal, year }: NewEntry): string {
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
