import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import { kept } from '#platform/server/database/kept-statement.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { ResultDestination } from '../domain/carry-forward.ts';
import type { ChartVersion } from '../domain/chart.ts';
import { contains, openYearOn } from '../domain/fiscal-year.ts';
import type { FiscalYear } from '../domain/fiscal-year.ts';
import { journalAmong } from './journals.ts';
import type { KnownJournal } from './journals.ts';

export interface KnownYear extends FiscalYear {
	readonly chart: ChartVersion;
	readonly closedAt: Date | null;
	/** Where the result goes when the year is carried forward. */
	readonly resultTo: ResultDestination;
	/** Closed for good: it can't be reopened. */
	readonly locked: boolean;
	readonly lockedAt: Date | null;
	/** The last hash of its sealed entries. */
	readonly seal: string | null;
}

/** `more` columns, each after its comma. */
function selectYears(more = sql``) {
	return sql`select id, code, chart, start_day as start, end_day as "end", closed_at as "closedAt",
		result_to as "resultTo", locked_at as "lockedAt", seal${more} from accounting.fiscal_year`;
}

type YearRow = Omit<KnownYear, 'closed' | 'locked'>;

function known(row: YearRow): KnownYear {
	return { ...row, closed: row.closedAt !== null, locked: row.lockedAt !== null };
}

/** Every fiscal year, oldest first. */
export async function loadYears(tx: Tx): Promise<KnownYear[]> {
	const { rows } = await sql<YearRow>`${kept} ${selectYears()} order by start_day`.execute(tx);
	return rows.map(known);
}

/** The same, held until the commit: no entry is posted and no year opened or closed meanwhile. */
export async function lockYears(tx: Tx): Promise<KnownYear[]> {
	const { rows } =
		await sql<YearRow>`${kept} ${selectYears()} order by start_day for update`.execute(tx);
	return rows.map(known);
}

/**
 * The open year of a day; it can't be closed before the commit. Those who write in a year take turns from here on, so
 * that no two of them ever wait for each other further down (accounts, habits, counter, months).
 * @throws {Refusal} `accounting.no-year-on-day`, `accounting.year-closed`
 */
export async function holdOpenYear(tx: Tx, on: Day): Promise<KnownYear> {
	const { yearOn } = await holdBooks(tx, [on], []);
	return yearOn(on);
}

/**
 * The same for several days, and the journals in use of the codes: one statement, since each posting asks. Answers how
 * the year of one of the days and the journal of one of the codes are told.
 * @throws {Refusal} when told, as `holdOpenYear` and `journalByCode`
 */
export async function holdBooks(
	tx: Tx,
	days: readonly Day[],
	codes: readonly string[]
): Promise<{ yearOn(on: Day): KnownYear; journalOf(code: string): KnownJournal }> {
	const journalsInUse = sql`, (
		select coalesce(json_agg(json_build_object('id', id, 'code', code, 'kind', kind)), '[]')
		from accounting.journal where active and code = any(${codes}::text[])
	) as journals`;
	const { rows } = await sql<YearRow & { journals: KnownJournal[] }>`${kept}
		${selectYears(journalsInUse)}
		where exists (select from unnest(${days}::date[]) as d(day) where d.day between start_day and end_day)
		order by start_day for no key update`.execute(tx);
	const held = rows.map(({ journals: _, ...row }) => known(row));
	const journals = rows[0]?.journals ?? [];
	return {
		yearOn: (on) => openYearOn(held, on),
		journalOf: (code) => journalAmong(journals, code)
	};
}

/** @throws {Refusal} `accounting.no-such-year` */
export function yearById(years: readonly KnownYear[], id: string): KnownYear {
	const year = years.find((candidate) => candidate.id === id);
	if (!year) throw new Refusal('not-found', 'accounting.no-such-year');
	return year;
}

/** The year that a day falls in, or the last one. */
export function yearOf(years: readonly KnownYear[], on: Day): KnownYear | undefined {
	return years.find((candidate) => contains(candidate, on)) ?? years.at(-1);
}

/** Every fiscal year, oldest first, as a query knows them: loaded once until something is written. */
export function knownYears({
	tx,
	remember
}: Pick<OperationContext, 'tx' | 'remember'>): Promise<KnownYear[]> {
	return remember('fiscal years', () => loadYears(tx));
}

/**
 * The year asked for, or the one that today falls in, or the last one.
 * @throws {Refusal} `accounting.no-such-year`, `accounting.no-year-yet`
 */
export async function chosenYear(
	context: Pick<OperationContext, 'tx' | 'today' | 'remember'>,
	id: string | undefined
): Promise<KnownYear> {
	return yearAmong(await knownYears(context), id, context.today);
}

/** The same, of years that are known. @throws {Refusal} `accounting.no-such-year`, `accounting.no-year-yet` */
export function yearAmong(
	years: readonly KnownYear[],
	id: string | undefined,
	today: Day
): KnownYear {
	if (id !== undefined) return yearById(years, id);
	const year = yearOf(years, today);
	if (!year) throw new Refusal('not-found', 'accounting.no-year-yet');
	return year;
}
