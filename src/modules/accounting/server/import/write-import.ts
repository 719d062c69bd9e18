import { setImmediate } from 'node:timers/promises';
import type { Day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { accountCode, journalCode } from '#modules/accounting/domain/import/codes.ts';
import { EntryKeys } from '#modules/accounting/domain/import/entry-keys.ts';
import type { GatheredEntry } from '#modules/accounting/domain/import/gathering.ts';
import { projectKey, projectOf, sidesOf } from '#modules/accounting/domain/import/gathering.ts';
import type { ImportedLine, LineExtra } from '#modules/accounting/domain/import/imported-line.ts';
import { numberEntries } from '#modules/accounting/domain/import/numbering.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { tables } from '../tables.ts';
import { aBatch, insertBatch, packBatch } from './insert-batch.ts';
import type { KeptProjects } from './keep-projects.ts';
import type { Batch, EntryToInsert } from './insert-batch.ts';
import type { Understood } from './import-row.ts';
import { keptAccounts, readAccounts } from './read-accounts.ts';
import type { AccountsFile } from './read-accounts.ts';
import { keepLetterings } from './keep-letterings.ts';
import { ImportedThirdParties } from './keep-third-parties.ts';
import { takeNumbers } from './take-numbers.ts';

const BATCH_LINES = 4_000;
const LONGEST_LABEL = 200;
const LONGEST_REFERENCE = 100;
const LONGEST_NOTE = 1_000;

export interface ImportToWrite {
	readonly id: string;
	readonly file: AccountsFile;
	readonly year: KnownYear;
	readonly understood: Understood;
	/** Entries by their keys; without, the file is in order and tells as it goes. */
	readonly byKey: ReadonlyMap<string, GatheredEntry> | undefined;
	readonly projects: KeptProjects | undefined;
}

interface WrittenEntry {
	readonly row: EntryToInsert & { totalCents: number };
	lines: number;
}

/** Reads the file again and writes its entries as they come, a batch at a time. */
export async function writeImport(
	context: OperationContext,
	{ id, file, year, understood, byKey, projects }: ImportToWrite,
	progress: (lines: number) => void
): Promise<{ thirdParties: readonly string[] }> {
	const journals = await journalIds(context);
	const accounts = await accountIds(context);
	const parties = await ImportedThirdParties.of(context);
	const last = await takeNumbers(context, year.id, journals, understood.journals);
	const numbers = byKey && numberEntries(byKey, (journal) => last.get(journal) ?? 0);
	const written = new Map<string, WrittenEntry>();
	const keys = new EntryKeys();
	let batch = aBatch();
	let count = 0;
	let lettered = false;

	const numberOf = (key: string, journal: string): number => {
		const known = numbers?.get(key);
		if (known !== undefined) return known;
		const next = (last.get(journal) ?? 0) + 1;
		last.set(journal, next);
		return next;
	};
	const begin = (key: string, line: ImportedLine): WrittenEntry => {
		const journal = journalCode(line.journalCode);
		const number = numberOf(key, journal);
		const label = line.label || line.lineLabel || line.accountLabel || '—';
		const row = {
			...entryOf(line, shorten(label, LONGEST_LABEL), `${journal}-${year.code}-${padded(number)}`),
			...{ number, journalId: journals.get(journal) ?? '' },
			totalCents: byKey?.get(key)?.debitCents ?? 0
		};
		const entry = { row, lines: 0 };
		written.set(key, entry);
		batch.entries.push(row);
		return entry;
	};
	const take = (line: ImportedLine) => {
		const key = keys.of(line);
		const sides = sidesOf(line.debitCents ?? 0, line.creditCents ?? 0);
		if (!sides || (sides[0] === 0 && sides[1] === 0)) return;
		let entry = written.get(key);
		if (!entry) {
			if (!byKey && batch.lines.length >= BATCH_LINES) full();
			entry = begin(key, line);
		}
		const { row } = entry;
		if (!byKey) row.totalCents += sides[0];
		const lineId = newId();
		const label = shorten(line.lineLabel || line.label, LONGEST_LABEL);
		const account = accountCode(line.accountCode);
		const { auxiliaryCode = '', auxiliaryLabel = '' } = line.extra ?? {};
		const writtenLine = {
			id: lineId,
			entryId: row.id,
			position: ++entry.lines,
			date: row.date,
			accountId: accounts.get(account) ?? '',
			thirdPartyId: parties.idFor(account, auxiliaryCode, auxiliaryLabel),
			debitCents: sides[0],
			creditCents: sides[1],
			label: label === row.label || label === '' ? null : label
		};
		batch.lines.push(writtenLine);
		const project = projects && projectOf(line);
		const valueId = project && projects?.ids.get(projectKey(project));
		if (valueId) batch.shares.push({ line: writtenLine, valueId });
		if (line.note) batch.notes.push({ entryId: row.id, text: shorten(line.note, LONGEST_NOTE) });
		const extra = line.extra && keptExtra(line.extra, row);
		if (extra) batch.extras.push({ id: lineId, ...extra });
		lettered ||= Boolean(extra?.letter);
	};
	// A batch is written, and the one after it stands ready, while the next one is read.
	const waiting: Batch[] = [];
	const place = { importId: id, yearId: year.id, axisId: projects?.axisId };
	let before: Promise<void> = Promise.resolve();
	let writing: Promise<void> = Promise.resolve();
	const full = () => {
		waiting.push(batch);
		batch = aBatch();
		if (!byKey) written.clear();
	};
	const rest = async () => {
		if (byKey && batch.lines.length >= BATCH_LINES) full();
		for (let next; (next = waiting.shift());) {
			const packed = packBatch(next);
			const last = writing;
			writing = last.then(async () => {
				await parties.write(context);
				await insertBatch(context, place, packed);
			});
			// Told by the next wait.
			writing.catch(() => {});
			await before;
			before = last;
			progress((count += next.lines.length));
		}
		// What is being written goes out, and what it answers comes in, before more is read.
		await setImmediate();
	};
	try {
		await readAccounts(keptAccounts(context, file), { take, rest, again: true });
		full();
		await rest();
		await writing;
	} finally {
		// Whoever gives up ends the transaction: nothing more of it is to be sent by then.
		await writing.catch(() => {});
	}
	if (lettered) await keepLetterings(context, id);
	return { thirdParties: parties.added };
}

function entryOf(line: ImportedLine, label: string, number: string) {
	const reference = line.reference.slice(0, LONGEST_REFERENCE);
	return {
		id: newId(),
		...{ label, reference },
		date: line.date as Day,
		search: fold(`${label} ${reference} ${line.number} ${number}`),
		validatedOn: line.validatedOn ?? null,
		originNumber: line.number.slice(0, LONGEST_REFERENCE) || null
	};
}

function padded(number: number): string {
	return String(number).padStart(4, '0');
}

function shorten(text: string, most: number): string {
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Only what the entry doesn't say already; `undefined` when nothing is left. */
function keptExtra(extra: LineExtra, { reference, date }: EntryToInsert): LineExtra | undefined {
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
