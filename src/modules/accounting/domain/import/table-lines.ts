import { parseDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { parseCents } from '#shared/money.ts';
import { fold } from '#shared/text.ts';
import { parseFecDay } from '../fec/columns.ts';
import type { ImportedLine, LineExtra } from './imported-line.ts';
import { readColumns } from './table-columns.ts';
import type { EntryColumn } from './table-columns.ts';

interface EntryTable {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
	readonly lineNumbers: readonly number[];
}

const LONGEST_PROJECT = 100;

type Row = Readonly<Partial<Record<EntryColumn, string>>> & { readonly at: number };

/**
 * The lines of a table of entries, in the layouts of Paheko (full, grouped, simple) and those that resemble them.
 * @throws {Refusal} `accounting.import-columns-unknown`
 */
export function* tableLines(table: EntryTable): Generator<ImportedLine> {
	const { layout, places } = readColumns(table.header);
	const rows = table.rows.map((cells, i): Row => {
		const said = [...places].map(([column, place]) => [column, (cells[place] ?? '').trim()]);
		return { ...Object.fromEntries(said), at: table.lineNumbers[i] ?? i + 2 };
	});
	for (const entry of entriesOf(rows)) {
		const lines = layout === 'pairs' ? entry.flatMap(pairOf) : entry;
		const journal = journalOf(lines);
		const [head] = entry;
		for (const [index, row] of lines.entries()) {
			const line = lineOf(row, head ?? row, journal);
			yield index === 0 ? { ...line, note: noteOf(entry) } : line;
		}
	}
}

/**
 * Rows of one entry: they share journal, number and day, or leave all blank behind the first. Without numbers, an
 * entry goes on until it balances.
 */
function entriesOf(rows: readonly Row[]): Row[][] {
	const numbered = new Map<string, Row[]>();
	const entries: Row[][] = [];
	let current: Row[] = [];
	for (const row of rows) {
		const key = row.number ? [row.journal, row.number, row.date].join('\t') : undefined;
		const goesOn =
			isBlank(row) || (key === undefined && row.date === current[0]?.date && !isEven(current));
		const known = key === undefined ? (goesOn ? current : undefined) : numbered.get(key);
		if (known && known.length > 0) {
			known.push(row);
			current = known;
			continue;
		}
		current = [row];
		entries.push(current);
		if (key !== undefined) numbered.set(key, current);
	}
	return entries;
}

const isBlank = ({ number = '', date = '', label = '' }: Row) => !number && !date && !label;

function isEven(rows: readonly Row[]): boolean {
	let balance = 0;
	for (const row of rows) {
		const [debit = 0, credit = 0] = amountsOf(row);
		balance += debit - credit;
	}
	return balance === 0;
}

/** An amount that goes from one account to another makes two lines. */
function pairOf(row: Row): Row[] {
	const { debitAccount = '', creditAccount = '', amount = '' } = row;
	return [
		{ ...row, account: debitAccount, debit: amount, credit: '' },
		{ ...row, account: creditAccount, debit: '', credit: amount }
	];
}

/** Programs without journals say by the accounts what an entry is about. */
function journalOf(lines: readonly Row[]): string {
	const has = (...prefixes: string[]) =>
		lines.some(({ account = '' }) => prefixes.some((prefix) => account.startsWith(prefix)));
	const opening = lines.some(({ status = '' }) => fold(status).includes('ouverture'));
	if (opening || has('890')) return 'AN';
	if (has('891')) return 'CL';
	if (has('53')) return 'CA';
	if (has('51')) return 'BQ';
	if (has('40') && has('2', '6')) return 'ACH';
	return has('41') && has('7') ? 'VTE' : 'OD';
}

/** « 512A - Compte courant », « 756 Cotisations », `512:Banque`: an account and its name in one cell. */
const WITH_NAME = /^(\d{3}[0-9A-Z]{0,17})(?:\s*[-–:]\s*|\s+)(\p{L}{3}.*)$/u;

function accountOf({ account = '', accountLabel = '' }: Row) {
	const [, code, name = ''] = WITH_NAME.exec(account) ?? [];
	return code ? { code, label: accountLabel || name } : { code: account, label: accountLabel };
}

function lineOf(row: Row, head: Row, journal: string): ImportedLine {
	const account = accountOf(row);
	const [debitCents, creditCents] = amountsOf(row);
	const date = dayOf(row.date || head.date);
	return {
		line: row.at,
		journalCode: row.journal || head.journal || journal,
		journalLabel: row.journalLabel ?? '',
		number: row.number || head.number || '',
		date,
		accountCode: account.code,
		accountLabel: account.label,
		reference: row.reference || head.reference || '',
		label: row.label || head.label || '',
		lineLabel: row.lineLabel ?? '',
		debitCents,
		creditCents,
		validatedOn: dayOf(row.validDate),
		extra: extraOf(row),
		project: row.project?.slice(0, LONGEST_PROJECT) || undefined
	};
}

/** The notes of an entry: most programs say them on its first line, or on all of them. */
function noteOf(rows: readonly Row[]): string | undefined {
	const notes = new Set(rows.map(({ note = '' }) => note).filter(Boolean));
	return [...notes].join('\n') || undefined;
}

function amountsOf({ debit = '', credit = '', amount, direction }: Row) {
	if (debit === '' && credit === '' && amount) {
		const cents = parseCents(amount);
		if (direction) return /^(c|-1)/i.test(direction) ? [0, cents] : [cents, 0];
		return cents !== undefined && cents < 0 ? [0, -cents] : [cents, 0];
	}
	const read = (text: string) => (text === '' ? 0 : parseCents(text));
	return [read(debit), read(credit)];
}

function dayOf(text = ''): Day | undefined {
	return parseDay(text.slice(0, 10)) ?? parseFecDay(text);
}

function extraOf(row: Row): LineExtra | undefined {
	const { auxiliary = '', auxiliaryLabel = '', letter = '', letterDate, documentDate } = row;
	const reference = row.lineReference ?? '';
	if (!auxiliary && !letter && !documentDate && !reference) return undefined;
	return {
		auxiliaryCode: auxiliary.slice(0, 100),
		auxiliaryLabel: auxiliaryLabel.slice(0, 200),
		reference: reference.slice(0, 100),
		documentDate: dayOf(documentDate),
		letter: letter.slice(0, 100),
		letterDate: dayOf(letterDate),
		foreignAmount: '',
		currency: ''
	};
}
