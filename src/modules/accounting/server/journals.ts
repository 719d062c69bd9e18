import { sql } from 'kysely';
import { refuseField } from '#shared/errors.ts';
import { kept } from '#platform/server/database/kept-statement.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { JournalKind } from '../domain/journal.ts';
import { tables } from './tables.ts';

export interface KnownJournal {
	readonly id: string;
	readonly code: string;
	readonly kind: JournalKind;
}

function journalsQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.journal')
		.select(['id', 'code', 'kind'])
		.where('active', '=', true);
}

/** A journal in use. @throws {Refusal} `accounting.no-such-journal` */
export async function journalByCode(tx: Tx, code: string): Promise<KnownJournal> {
	const journalOf = await journalsByCode(tx, [code]);
	return journalOf(code);
}

/** The same for several codes: answers how the journal of one of them is told, which throws as `journalByCode`. */
export async function journalsByCode(
	tx: Tx,
	codes: readonly string[]
): Promise<(code: string) => KnownJournal> {
	const { rows } = await sql<KnownJournal>`${kept} select id, code, kind from accounting.journal
		where active and code = any(${codes}::text[])`.execute(tx);
	return (code) => {
		const journal = rows.find((row) => row.code === code);
		if (!journal) throw refuseField('journal', 'accounting.no-such-journal', { journal: code });
		return journal;
	};
}

/** The eldest journal in use of a kind; there is always one. */
export async function journalOfKind(tx: Tx, kind: JournalKind): Promise<KnownJournal> {
	return journalsQuery(tx).where('kind', '=', kind).orderBy('id').executeTakeFirstOrThrow();
}
