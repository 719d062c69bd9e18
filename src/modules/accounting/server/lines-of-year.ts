import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { JournalKind } from '../domain/journal.ts';

/** A line with what its entry, its journal and its account say of it. */
export interface YearLine {
	readonly entryId: string;
	readonly position: number;
	readonly number: number;
	readonly journalCode: string;
	readonly journalLabel: string;
	readonly journalKind: JournalKind;
	readonly date: Day;
	readonly entryLabel: string;
	readonly lineLabel: string | null;
	readonly reference: string | null;
	readonly thirdParty: string | null;
	readonly accountCode: string;
	readonly accountLabel: string;
	readonly debitCents: number;
	readonly creditCents: number;
	/** In Europe/Paris; `null` until the entry is validated. */
	readonly validatedOn: Day | null;
}

const PAGE = 2_000;

/**
 * Every line of a year, page after page: by date (`journal`), or by account then by date (`ledger`).
 * @param matching conditions on its entry `e` and journal `j`, see `entriesMatching`
 */
export async function* linesOfYear(
	tx: Tx,
	yearId: string,
	order: 'journal' | 'ledger',
	matching: readonly RawBuilder<boolean>[] = []
): AsyncGenerator<YearLine> {
	let last: YearLine | undefined;
	do {
		const page: readonly YearLine[] = await pageAfter(tx, yearId, order, matching, last);
		yield* page;
		last = page.length === PAGE ? page.at(-1) : undefined;
	} while (last);
}

async function pageAfter(
	tx: Tx,
	yearId: string,
	order: 'journal' | 'ledger',
	matching: readonly RawBuilder<boolean>[],
	last: YearLine | undefined
): Promise<YearLine[]> {
	const byAccount = order === 'ledger';
	const account = byAccount ? sql`a.code, ` : sql``;
	const key = sql`${account}l.entry_date, l.entry_id, l.position`;
	const after = last
		? sql`and (${key}) > (${byAccount ? sql`${last.accountCode}::text, ` : sql``}${last.date}::date,
			${last.entryId}::uuid, ${last.position}::smallint)`
		: sql``;
	const { rows } = await sql<YearLine>`select l.entry_id as "entryId", l.position, e.number,
			j.code as "journalCode", j.label as "journalLabel", j.kind as "journalKind",
			l.entry_date as date, e.label as "entryLabel", l.label as "lineLabel", e.reference,
			e.third_party as "thirdParty", a.code as "accountCode", a.label as "accountLabel",
			l.debit_cents as "debitCents", l.credit_cents as "creditCents",
			(e.validated_at at time zone 'Europe/Paris')::date as "validatedOn"
		from accounting.line l
		join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
		join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
		join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
		where ${sql.join([sql`l.fiscal_year_id = ${yearId}`, ...matching], sql` and `)} ${after}
		order by ${key} limit ${PAGE}`.execute(tx);
	return rows;
}
