import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import { decimalSignOf, readAmount } from './amount.ts';
import { compactNumber } from './bank-account.ts';
import { readDay } from '#shared/date-order.ts';
import { clean } from './markup.ts';
import type { FileRow, TableLayout } from './table-layout.ts';

/** What the rows above and below the lines tell of the account. */
export interface Surroundings {
	readonly iban: string | null;
	readonly number: string | null;
	readonly name: string | null;
	readonly currency: string | null;
	readonly from: Day | null;
	readonly to: Day | null;
	readonly opening: { readonly cents: number; readonly day: Day | null } | null;
	readonly closing: { readonly cents: number; readonly day: Day | null } | null;
}

const IBAN = /\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,4})?\b/;
const NUMBER = /(?:compte|account|carte)[^0-9]{0,60}?([0-9][0-9A-Z \u00a0]{5,28})/i;
/** Société générale: `="0300400123400012345678";` opens the file. */
const CODED = /^(\d{20,25}) ;/;
/** LCL: `01234 567890A` stands in its last row. */
const BARE = /(?:^|; )(\d{5} ?\d{6}[0-9A-Z])$/m;
const DAY = /\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}/g;
const MONEY = /[-−+]?\s?\d[\d \u00a0\u202f.]*(?:[.,]\d{1,2})?/g;
const MOST_ROWS = 60;

/** Reads account, currency, period and balances in the rows that are no lines of the statement. */
export function readSurroundings(rows: readonly FileRow[], layout: TableLayout): Surroundings {
	const dayPlace = layout.columns.indexOf('day');
	const isLine = (cells: readonly string[]) =>
		!isBalanceRow(cells, layout) && readDay(cells[dayPlace] ?? '', layout.order);
	const body = rows.slice(layout.headerRow + 1);
	const first = body.findIndex(({ cells }) => isLine(cells));
	const above = [
		...rows.slice(0, Math.max(layout.headerRow, 0)),
		...body.slice(0, Math.max(first, 0))
	];
	const below = body.slice(Math.max(first, 0)).filter(({ cells }) => !isLine(cells));
	const near = above.slice(0, MOST_ROWS);
	const before = near.map(textOf);
	const text = [
		...before,
		...below.filter(({ cells }) => endsWithAccount(cells, layout)).map(textOf)
	].join('\n');
	const balances = [...near, ...below.slice(-MOST_ROWS)].flatMap((row) =>
		balanceIn(row, layout, rows[layout.headerRow]?.at ?? 0)
	);
	const days = before.flatMap((row) =>
		/entre|periode|du .* au /i.test(fold(row)) ? daysIn(row, layout) : []
	);
	const iban = IBAN.exec(text)?.[0];
	const number = NUMBER.exec(text)?.[1] ?? CODED.exec(text)?.[1] ?? BARE.exec(text)?.[1];
	const compact = number ? compactNumber(number) : '';
	return {
		iban: iban ? compactNumber(iban) : null,
		number: !iban && compact.length >= 6 ? compact : null,
		name: clean(/(?:nom du compte|intitul[ée])\s*:?\s*([^;\n]+)/i.exec(text)?.[1], 100),
		currency: /\bdevise\s*:?\s*([A-Z]{3})\b/i.exec(text)?.[1]?.toUpperCase() ?? null,
		from: days.length > 1 ? (days[0] ?? null) : null,
		to: days.length > 1 ? (days.at(-1) ?? null) : null,
		opening: balances.find(({ start }) => start)?.balance ?? null,
		closing: balances.find(({ start }) => !start)?.balance ?? null
	};
}

function textOf({ cells }: FileRow): string {
	return cells
		.map((cell) => cell.replace(/\s+/g, ' ').trim())
		.join(' ; ')
		.replace(/[ ;]+$/, '');
}

function daysIn(row: string, { order }: TableLayout): Day[] {
	return [...row.matchAll(DAY)].flatMap(([text]) => readDay(text, order) ?? []).sort();
}

const BALANCE =
	/^(ancien |nouveau )?solde( (debiteur|crediteur))?( (initial|final|precedent|anterieur|reporte|d ouverture|de cloture|en debut .*|en fin .*|au \d.*))?$|^(opening|closing) balance$/;

/** A row that tells a balance, with a day as if it were a line. */
export function isBalanceRow(cells: readonly string[], layout: TableLayout): boolean {
	const words = cells.map((cell) =>
		fold(cell)
			.replaceAll(/[^a-z0-9]+/g, ' ')
			.trim()
	);
	return words.some((text) => BALANCE.test(text)) || endsWithAccount(cells, layout);
}

/** LCL, which names no column: a day, the balance, nothing to say, the account. */
function endsWithAccount(cells: readonly string[], { headerRow, columns }: TableLayout): boolean {
	if (headerRow >= 0 || (cells[columns.indexOf('label')] ?? '').trim() !== '') return false;
	const said = cells.filter((cell) => cell.trim() !== '');
	return said.length === 3 && BARE.test(said.join(' ; ').trim());
}

/** « Solde au 22/11/2026 1 234,56 € », « Solde en début de période : 12,00 ». Francs are of another time. */
function balanceIn(file: FileRow, layout: TableLayout, headerAt: number) {
	const row = textOf(file);
	const folded = fold(row).replace(/^[\d\s/.;:-]+/, '');
	const ended = endsWithAccount(file.cells, layout);
	const named = /^solde|^nouveau solde|^ancien solde|^(opening|closing) balance/.test(folded);
	// BNP Paribas: the account, a day and its balance, without a word for it.
	const unnamed =
		/^(compte|livret).*\d{4}.*[.,]\d{2}\s*;?\s*$/.test(row.toLowerCase()) &&
		daysIn(row, layout).length === 1;
	const coded = CODED.test(row);
	if (!named && !unnamed && !coded && !ended) return [];
	if (/francs/.test(folded)) return [];
	const day = daysIn(row, layout).at(-1) ?? null;
	const said = ended ? (file.cells[layout.columns.indexOf('amount')] ?? '') : row;
	const amounts = [...said.replaceAll(DAY, ' ').matchAll(MONEY)].map(([text]) => text.trim());
	const amount = amounts.findLast((text) => /\d/.test(text));
	if (amount === undefined) return [];
	const cents = readAmount(amount, decimalSignOf([amount]));
	if (cents === undefined) return [];
	const owed = /^(\w+ )?solde debiteur\b/.test(folded) || inDebit(file, layout, headerAt);
	const start = /debut|ancien|initial|precedent|anterieur|reporte|opening|ouverture/.test(folded);
	return [{ start, balance: { cents: named && owed ? -Math.abs(cents) : cents, day } }];
}

/** Under « Débit »; above the names of the columns, cells stand where they fall. */
function inDebit({ at, cells }: FileRow, { columns }: TableLayout, headerAt: number): boolean {
	return at > headerAt && /\d/.test(cells[columns.indexOf('debit')] ?? '');
}
