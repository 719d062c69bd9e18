import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import { canonicalText } from '#modules/accounting/domain/seal.ts';
import type { SealedEntry } from '#modules/accounting/domain/seal.ts';

export interface ChainedEntry extends SealedEntry {
	readonly entryId: string;
}

const PAGE = 1_000;

/** SHA-256, in hexadecimal, of the hash before and of what the entry says. */
export function nextHash(previous: string, entry: SealedEntry): string {
	return createHash('sha256')
		.update(previous)
		.update('\n')
		.update(canonicalText(entry))
		.digest('hex');
}

/** The validated entries of a year by the moment of their validation, then by the order they were written in. */
export async function* entriesInOrder(tx: Tx, yearId: string): AsyncGenerator<ChainedEntry> {
	const { rows } = await sql<{ id: string }>`select id from accounting.entry
		where fiscal_year_id = ${yearId} and validated_at is not null
		order by validated_at, id`.execute(tx);
	for (let start = 0; start < rows.length; start += PAGE) {
		const ids = rows.slice(start, start + PAGE).map(({ id }) => id);
		const found = await entriesById(tx, ids);
		for (const id of ids) {
			const entry = found.get(id);
			if (entry) yield entry;
		}
	}
}

/** What entries say, by id; one that does not exist is absent. */
export async function entriesById(
	tx: Tx,
	ids: readonly string[]
): Promise<ReadonlyMap<string, ChainedEntry>> {
	const { rows } = await sql<ChainedEntry>`select e.id as "entryId", j.code as journal, e.number,
			e.entry_date as date, e.label, e.reference, e.third_party as "thirdParty",
			to_char(e.validated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "validatedAt",
			coalesce((select json_agg(
					json_build_array(a.code, l.debit_cents, l.credit_cents, l.label) order by l.position
				)
				from accounting.line l
				join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
				where l.association_id = e.association_id and l.entry_id = e.id), '[]') as lines
		from accounting.entry e
		join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
		where e.id = any(${ids}::uuid[])`.execute(tx);
	return new Map(rows.map((entry) => [entry.entryId, entry]));
}
