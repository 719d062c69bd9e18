import { refuseField } from '#shared/errors.ts';
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
	return journalAmong(await journalsQuery(tx).where('code', '=', code).execute(), code);
}

/** The same, of journals that are known. @throws {Refusal} `accounting.no-such-journal` */
export function journalAmong(journals: readonly KnownJournal[], code: string): KnownJournal {
	const journal = journals.find((candidate) => candidate.code === code);
	if (!journal) throw refuseField('journal', 'accounting.no-such-journal', { journal: code });
	return journal;
}

/** The eldest journal in use of a kind; there is always one. */
export async function journalOfKind(tx: Tx, kind: JournalKind): Promise<KnownJournal> {
	return journalsQuery(tx).where('kind', '=', kind).orderBy('id').executeTakeFirstOrThrow();
}
