import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import { letterOf } from '#modules/accounting/domain/letter.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { fecLines } from './fec-lines.ts';

export async function hasValidated(tx: Tx, yearId: string): Promise<boolean> {
	const { rows } = await sql`SELECT FROM accounting.entry
		WHERE fiscal_year_id = ${yearId} AND validated_at IS NOT NULL LIMIT 1`.execute(tx);
	return rows.length > 0;
}

/** Texts of some 20 kB: few enough that what was written is forgotten at once, and the memory stays small. */
const AT_ONCE = 4;

/**
 * The lines of the validated entries of a year as the file wants them (LPF, art. A. 47 A-1), some hundreds at a time.
 * The database writes them: a million lines would else be twenty million values to carry. A cursor sorts them once; it
 * lives as long as the transaction.
 */
export async function* validatedLines(tx: Tx, year: KnownYear): AsyncGenerator<string> {
	// All rows are wanted, and the tables may have grown since they were last analysed: by row, it would take hours.
	await sql`SELECT set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true),
		set_config('cursor_tuple_fraction', '1', true)`.execute(tx);
	const letters = await lettersOf(tx);
	await sql`DECLARE fec_line NO SCROLL CURSOR FOR ${fecLines(year, letters)}`.execute(tx);
	const fetch = () => sql<{ text: string }>`FETCH ${sql.lit(AT_ONCE)} FROM fec_line`.execute(tx);
	for (let next = fetch(); ;) {
		const { rows } = await next;
		if (rows.length === 0) break;
		// The next ones are read while these are written.
		next = fetch();
		next.catch(() => {});
		for (const { text } of rows) yield text;
	}
	await sql`CLOSE fec_line`.execute(tx);
}

async function lettersOf(tx: Tx): Promise<string[]> {
	const { rows } = await sql<{ last: number | null }>`
		SELECT max(number) AS last FROM accounting.lettering`.execute(tx);
	return Array.from({ length: rows[0]?.last ?? 0 }, (_, i) => letterOf(i + 1, true));
}
