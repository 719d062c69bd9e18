import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { orderedId } from './ordered-id.ts';

/** Entries of one transaction: enough to be quick, few enough to be light. */
export const ENTRIES_AT_ONCE = 25_000;

export interface Ledger {
	readonly yearId: string;
	/** Of the year, which is open. */
	readonly firstDay: Day;
	/** The bank's journal. */
	readonly journalId: string;
	readonly bankId: string;
	/** Accounts that entries go to in turn. */
	readonly income: readonly string[];
	readonly expense: readonly string[];
}

export interface Chunk {
	readonly size: number;
	/** How many were written before. */
	readonly written: number;
	/** How many there are to be: they spread over the days of the year. */
	readonly total: number;
}

/** Writes entries of two lines, three incomes for two expenses, numbered after the last of the journal. */
export async function writeEntries(
	tx: Tx,
	ledger: Ledger,
	{ size, written, total }: Chunk
): Promise<void> {
	const { yearId, journalId, bankId, income, expense } = ledger;
	const { rows } = await sql<{ last: number }>`
		update accounting.entry_counter set last_number = last_number + ${size}
		where fiscal_year_id = ${yearId} and journal_id = ${journalId}
		returning last_number as last`.execute(tx);
	const before = (rows[0]?.last ?? size) - size;
	const year = ledger.firstDay.slice(0, 4);
	const rank = sql`(${written}::bigint + n)`;
	const day = sql`(${ledger.firstDay}::date + (${rank} * 364 / ${total})::int)`;
	const cents = sql`(500 + ${rank} * 7919 % 20000)`;
	await sql`
		insert into accounting.entry (association_id, id, fiscal_year_id, journal_id, number, entry_date,
			label, search, total_cents, created_at)
		select platform.current_association(), ${orderedId(rank)}, ${yearId}, ${journalId},
			${before}::int + n, ${day}, 'Mouvement ' || ${rank},
			'mouvement ' || ${rank} || ' bq ' || ${year}::text || ' ' || lpad((${before}::int + n)::text, 4, '0'),
			${cents}, now()
		from generate_series(1, ${size}::int) as n`.execute(tx);
	await sql`
		insert into accounting.line (association_id, id, entry_id, position, fiscal_year_id, entry_date,
			account_id, debit_cents, credit_cents)
		select platform.current_association(), ${orderedId(sql`2 * ${rank} + side`)}, ${orderedId(rank)},
			side + 1, ${yearId}, ${day},
			case when (side = 0) = comes_in then ${bankId}::uuid
				when comes_in then (${income}::uuid[])[1 + n % ${income.length}]
				else (${expense}::uuid[])[1 + n % ${expense.length}] end,
			case when side = 0 then ${cents} else 0 end,
			case when side = 1 then ${cents} else 0 end
		from generate_series(1, ${size}::int) as n
		cross join lateral (select n % 5 < 3 as comes_in) as way
		cross join generate_series(0, 1) as side`.execute(tx);
}
