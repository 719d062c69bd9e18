import type { Tx } from '#platform/server/operation.ts';
import { CHAIN_START } from '#modules/accounting/domain/seal.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import { loadYears } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { tables } from '../tables.ts';
import { entriesById, nextHash } from './chain.ts';

/** How a chain breaks: an entry says something else than when it was sealed, is gone, came later, or the end differs. */
export type BreakKind = 'changed' | 'missing' | 'added' | 'seal-differs';

export interface ChainBreak {
	readonly kind: BreakKind;
	/** Place in the chain; the first entry is 1. Absent when the place is not known. */
	readonly position: number | null;
	/** `BQ-2026-0412`; absent when the entry is gone. */
	readonly number: string | null;
	readonly entryId: string | null;
}

export interface YearIntegrity {
	readonly year: KnownYear;
	readonly entries: number;
	/** The first fault; `null` when the year is as it was sealed. */
	readonly broken: ChainBreak | null;
}

const PAGE = 1_000;

/** Computes the chain of each locked year again and compares it with what was sealed, oldest year first. */
export async function verifyIntegrity(tx: Tx): Promise<YearIntegrity[]> {
	const checked: YearIntegrity[] = [];
	let previous = CHAIN_START;
	for (const year of (await loadYears(tx)).filter(({ locked }) => locked)) {
		const { entries, broken } = await verifyYear(tx, year, previous);
		checked.push({ year, entries, broken });
		previous = year.seal ?? CHAIN_START;
	}
	return checked;
}

async function verifyYear(
	tx: Tx,
	year: KnownYear,
	start: string
): Promise<{ entries: number; broken: ChainBreak | null }> {
	let hash = start;
	let position = 0;
	for await (const seal of sealsOf(tx, year.id)) {
		position += 1;
		const { entry } = seal;
		if (!entry || seal.position !== position) {
			return { entries: position, broken: fault('missing', position, seal.entryId) };
		}
		hash = nextHash(hash, entry);
		if (hash !== seal.hash) {
			const number = entryNumber(entry.journal, year.code, entry.number);
			return { entries: position, broken: fault('changed', position, seal.entryId, number) };
		}
	}
	const extra = await unsealedEntry(tx, year);
	if (extra) return { entries: position, broken: extra };
	const broken = hash === year.seal ? null : fault('seal-differs', null, null);
	return { entries: position, broken };
}

function fault(
	kind: BreakKind,
	position: number | null,
	entryId: string | null,
	number: string | null = null
): ChainBreak {
	return { kind, position, number, entryId };
}

async function* sealsOf(tx: Tx, yearId: string) {
	for (let after = 0; ; after += PAGE) {
		const seals = await tables(tx)
			.selectFrom('accounting.seal')
			.select(['position', 'entry_id as entryId', 'hash'])
			.where('fiscal_year_id', '=', yearId)
			.where('position', '>', after)
			.where('position', '<=', after + PAGE)
			.orderBy('position')
			.execute();
		const entries = await entriesById(
			tx,
			seals.map(({ entryId }) => entryId)
		);
		for (const seal of seals) yield { ...seal, entry: entries.get(seal.entryId) };
		if (seals.length < PAGE) return;
	}
}

async function unsealedEntry(tx: Tx, year: KnownYear): Promise<ChainBreak | undefined> {
	const row = await tables(tx)
		.selectFrom('accounting.entry as e')
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.leftJoin('accounting.seal as s', (join) =>
			join.onRef('s.association_id', '=', 'e.association_id').onRef('s.entry_id', '=', 'e.id')
		)
		.where('e.fiscal_year_id', '=', year.id)
		.where('s.id', 'is', null)
		.select(['e.id', 'e.number', 'j.code as journal'])
		.orderBy('e.id')
		.executeTakeFirst();
	if (!row) return undefined;
	return fault('added', null, row.id, entryNumber(row.journal, year.code, row.number));
}
