import type { Day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { accountCode } from '#modules/accounting/domain/import/codes.ts';
import { EntryKeys } from '#modules/accounting/domain/import/entry-keys.ts';
import type { GatheredEntry, Gathering } from '#modules/accounting/domain/import/gathering.ts';
import { sidesOf } from '#modules/accounting/domain/import/gathering.ts';
import type { ImportedLine, LineExtra } from '#modules/accounting/domain/import/imported-line.ts';
import { numberEntries } from '#modules/accounting/domain/import/numbering.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { tables } from '../tables.ts';
import { insertBatch } from './insert-batch.ts';
import type { Batch } from './insert-batch.ts';
import { readAccounts } from './read-accounts.ts';
import type { AccountsFile } from './read-accounts.ts';
import { takeNumbers } from './take-numbers.ts';

const BATCH_LINES = 4_000;
const LONGEST_LABEL = 200;
const LONGEST_REFERENCE = 100;

export interface ImportToWrite {
	readonly id: string;
	readonly file: AccountsFile;
	readonly year: KnownYear;
	readonly gathering: Gathering;
}

interface WrittenEntry {
	readonly id: string;
	readonly date: Day;
	readonly label: string;
	readonly reference: string;
	lines: number;
}

/** Reads the file a second time and writes its entries as they come, a batch at a time. */
export async function writeImport(
	context: OperationContext,
	{ id, file, year, gathering }: ImportToWrite,
	progress: (lines: number) => void
): Promise<void> {
	const { byKey } = gathering;
	const journals = await journalIds(context);
	const accounts = await accountIds(context);
	const last = await takeNumbers(context, year.id, journals, byKey);
	const numbers = numberEntries(byKey, (journal) => last.get(journal) ?? 0);
	const written = new Map<string, WrittenEntry>();
	const keys = new EntryKeys();
	let batch: Batch = { entries: [], lines: [], extras: [] };
	let count = 0;

	const take = (line: ImportedLine) => {
		const key = keys.of(line);
		const gathered = byKey.get(key);
		const sides = sidesOf(line.debitCents ?? 0, line.creditCents ?? 0);
		if (!gathered || !sides || (sides[0] === 0 && sides[1] === 0)) return;
		let entry = written.get(key);
		if (!entry) {
			entry = begin(line, gathered);
			written.set(key, entry);
			const { label, reference, date } = entry;
			const number = numbers.get(key) ?? 0;
			const { journal } = gathered;
			batch.entries.push({
				...{ id: entry.id, label, reference, date, number },
				journalId: journals.get(journal) ?? '',
				search: fold(
					`${label} ${reference} ${line.number} ${journal}-${year.code}-${String(number).padStart(4, '0')}`
				),
				totalCents: gathered.debitCents,
				validatedOn: line.validatedOn ?? null,
				originNumber: line.number.slice(0, LONGEST_REFERENCE) || null
			});
		}
		const lineId = newId();
		const label = shorten(line.lineLabel || line.label, LONGEST_LABEL);
		batch.lines.push({
			id: lineId,
			entryId: entry.id,
			position: ++entry.lines,
			date: entry.date,
			accountId: accounts.get(accountCode(line.accountCode)) ?? '',
			debitCents: sides[0],
			creditCents: sides[1],
			label: label === entry.label || label === '' ? null : label
		});
		const extra = line.extra && keptExtra(line.extra, entry);
		if (extra) batch.extras.push({ id: lineId, ...extra });
	};
	const flush = async () => {
		const full = batch;
		batch = { entries: [], lines: [], extras: [] };
		await insertBatch(context, { importId: id, yearId: year.id }, full);
		count += full.lines.length;
		progress(count);
	};
	const rest = async () => {
		if (batch.lines.length >= BATCH_LINES) await flush();
	};
	await readAccounts(context, file, { take, rest });
	await flush();
}

function begin(line: ImportedLine, { date }: GatheredEntry): WrittenEntry {
	return {
		id: newId(),
		date: date as Day,
		label: shorten(line.label || line.lineLabel || line.accountLabel || '—', LONGEST_LABEL),
		reference: line.reference.slice(0, LONGEST_REFERENCE),
		lines: 0
	};
}

function shorten(text: string, most: number): string {
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Only what the entry doesn't say already; `undefined` when nothing is left. */
function keptExtra(extra: LineExtra, { reference, date }: WrittenEntry): LineExtra | undefined {
	const kept = {
		...extra,
		reference: extra.reference === reference ? '' : extra.reference,
		documentDate: extra.documentDate === date ? undefined : extra.documentDate
	};
	return Object.values(kept).some(Boolean) ? kept : undefined;
}

async function journalIds({ tx }: OperationContext): Promise<Map<string, string>> {
	const rows = await tables(tx).selectFrom('accounting.journal').select(['code', 'id']).execute();
	return new Map(rows.map(({ code, id }) => [code, id]));
}

async function accountIds({ tx }: OperationContext): Promise<Map<string, string>> {
	const rows = await tables(tx).selectFrom('accounting.account').select(['code', 'id']).execute();
	return new Map(rows.map(({ code, id }) => [code, id]));
}
