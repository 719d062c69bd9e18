import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { JournalKind } from '../domain/journal.ts';
import { letterOf } from '../domain/letter.ts';

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
	/** Code and name of the third party that the line is about. */
	readonly auxiliaryCode: string | null;
	readonly auxiliaryLabel: string | null;
	/** Of a whole lettering, all the lines of which are validated entries of this year: it balances by itself. */
	readonly letter: string | null;
	readonly letterDate: Day | null;
}

type YearRow = Omit<YearLine, 'letter'> & { readonly letterNumber: number | null };

const PAGE = 2_000;

/** Every line of a year, page after page: by date (`journal`), or by account then by date (`ledger`). */
export async function* linesOfYear(
	tx: Tx,
	yearId: string,
	order: 'journal' | 'ledger'
): AsyncGenerator<YearLine> {
	let last: YearLine | undefined;
	do {
		const page: readonly YearLine[] = await pageAfter(tx, yearId, order, last);
		yield* page;
		last = page.length === PAGE ? page.at(-1) : undefined;
	} while (last);
}

async function pageAfter(
	tx: Tx,
	yearId: string,
	order: 'journal' | 'ledger',
	last: YearLine | undefined
): Promise<YearLine[]> {
	const byAccount = order === 'ledger';
	const account = byAccount ? sql`a.code, ` : sql``;
	const key = sql`${account}l.entry_date, l.entry_id, l.position`;
	const after = last
		? sql`and (${key}) > (${byAccount ? sql`${last.accountCode}::text, ` : sql``}${last.date}::date,
			${last.entryId}::uuid, ${last.position}::smallint)`
		: sql``;
	const { rows } = await sql<YearRow>`select l.entry_id as "entryId", l.position, e.number,
			j.code as "journalCode", j.label as "journalLabel", j.kind as "journalKind",
			l.entry_date as date, e.label as "entryLabel", l.label as "lineLabel", e.reference,
			e.third_party as "thirdParty", a.code as "accountCode", a.label as "accountLabel",
			l.debit_cents as "debitCents", l.credit_cents as "creditCents",
			(e.validated_at at time zone 'Europe/Paris')::date as "validatedOn",
			p.code as "auxiliaryCode", p.label as "auxiliaryLabel",
			g.number as "letterNumber", g.lettered_on as "letterDate"
		from accounting.line l
		join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
		join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
		join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
		left join accounting.third_party p
			on p.association_id = l.association_id and p.id = l.third_party_id
		left join accounting.lettering g
			on g.association_id = l.association_id and g.id = l.lettering_id and g.whole
			and not exists (select from accounting.line l2
				join accounting.entry e2 on e2.association_id = l2.association_id and e2.id = l2.entry_id
				where l2.association_id = g.association_id and l2.lettering_id = g.id
					and (l2.fiscal_year_id <> ${yearId} or e2.validated_at is null))
		where l.fiscal_year_id = ${yearId} ${after}
		order by ${key} limit ${PAGE}`.execute(tx);
	return rows.map(({ letterNumber, ...line }) => ({
		...line,
		letter: letterNumber === null ? null : letterOf(letterNumber, true)
	}));
}
