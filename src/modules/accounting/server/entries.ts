import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Line } from '../domain/entry.ts';
import { tables } from './tables.ts';

function entriesQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.entry as e')
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.innerJoin('accounting.fiscal_year as y', (join) =>
			join.onRef('y.association_id', '=', 'e.association_id').onRef('y.id', '=', 'e.fiscal_year_id')
		)
		.select(['e.id', 'e.number', 'e.label', 'e.entry_date as date', 'e.reference'])
		.select(['e.third_party as thirdParty', 'e.fiscal_year_id as yearId'])
		.select(['e.source_module as sourceModule', 'e.source_type as sourceType'])
		.select(['j.id as journalId', 'j.code as journalCode', 'j.kind as journalKind'])
		.select('y.code as yearCode');
}

/** @throws {Refusal} `accounting.no-such-entry` */
export async function entryById(tx: Tx, id: string) {
	const entry = await entriesQuery(tx).where('e.id', '=', id).executeTakeFirst();
	if (!entry) throw new Refusal('not-found', 'accounting.no-such-entry');
	return entry;
}

/** The same, locked until the commit. @throws {Refusal} `accounting.no-such-entry` */
export async function lockEntry(tx: Tx, id: string) {
	const entry = await entriesQuery(tx).where('e.id', '=', id).forUpdate('e').executeTakeFirst();
	if (!entry) throw new Refusal('not-found', 'accounting.no-such-entry');
	return entry;
}

/** The lines of an entry, in order. */
export async function linesOf(tx: Tx, entryId: string): Promise<Line[]> {
	return tables(tx)
		.selectFrom('accounting.line')
		.select(['account_id as accountId', 'label', 'third_party_id as thirdPartyId'])
		.select(['debit_cents as debitCents', 'credit_cents as creditCents'])
		.where('entry_id', '=', entryId)
		.orderBy('position')
		.execute();
}
