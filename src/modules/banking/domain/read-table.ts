import type { Fault } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import { decimalSignOf, readAmount } from './amount.ts';
import type { DecimalSign } from './amount.ts';
import { bankReferenceOf } from './bank-reference.ts';
import { compactNumber, looksLikeIban } from './bank-account.ts';
import { readDay } from '#shared/date-order.ts';
import { clean } from './markup.ts';
import { faultAt } from './refuse-file.ts';
import type { Remark, StatedBalance, Statement, StatementLine } from './statement.ts';
import { balancesOfColumn } from './table-balances.ts';
import { isBalanceRow, readSurroundings } from './table-surroundings.ts';
import type { Surroundings } from './table-surroundings.ts';
import type { ColumnTarget, FileRow, TableLayout } from './table-layout.ts';

/** A line of the table, with what its columns say of its account. */
export interface TableLine {
	readonly line: StatementLine;
	readonly account: string | null;
	readonly currency: string | null;
	readonly balanceCents: number | undefined;
}

/** Bank words for what is not booked, or never will be. */
const NOT_BOOKED =
	/attente|pending|a venir|en cours|refus|declin|annul|cancel|reject|rejet|fail|echou|echec|expir/;

/**
 * The statements of a table: one for each account and currency that its columns name. What stands above and
 * below the lines may tell the account and its balances.
 */
export function readTable(
	rows: readonly FileRow[],
	layout: TableLayout
): { statements: Statement[]; faults: Fault[] } {
	const body = rows.slice(layout.headerRow + 1);
	const around = readSurroundings(rows, layout);
	const reader = new RowReader(layout, body);
	const faults: Fault[] = [];
	const read: TableLine[] = [];
	let pending = 0;
	for (const row of body) {
		if (isBalanceRow(row.cells, layout)) continue;
		const outcome = reader.read(row);
		if (outcome === 'pending') pending++;
		else if (outcome && 'code' in outcome) faults.push(outcome);
		else if (outcome) read.push(outcome);
	}
	const lines = ownAccounts(read);
	const ordered = isNewestFirst(lines) ? lines.toReversed() : lines;
	const groups = Map.groupBy(
		ordered,
		({ account, currency }) => `${account ?? ''} ${currency ?? ''}`
	);
	const several = groups.size > 1;
	const statements = [...groups.values()].map((group, index) =>
		toStatement(group, around, { several, pending: index === 0 ? pending : 0 })
	);
	return { statements, faults };
}

/** Banks often put the newest line on top; within one day, the column of balances tells. */
function isNewestFirst(lines: readonly TableLine[]): boolean {
	const first = lines[0]?.line.day ?? '';
	const last = lines.at(-1)?.line.day ?? '';
	if (first !== last) return first > last;
	const breaks = (each: readonly TableLine[]) => balancesOfColumn(each, '').breaksAt !== undefined;
	return breaks(lines) && !breaks(lines.toReversed());
}

/** An account told of some lines only is that of whoever paid or was paid. */
function ownAccounts(lines: readonly TableLine[]): readonly TableLine[] {
	if (lines.every(({ account }) => account !== null)) return lines;
	return lines.map((told) => {
		const { line, account } = told;
		if (account === null) return told;
		const counterpartyIban = line.counterpartyIban ?? compactNumber(account).slice(0, 34);
		return { ...told, account: null, line: { ...line, counterpartyIban } };
	});
}

function toStatement(
	group: readonly TableLine[],
	around: Surroundings,
	{ several, pending }: { several: boolean; pending: number }
): Statement {
	const [first] = group;
	const currency = first?.currency ?? around.currency ?? 'EUR';
	const named = first?.account ? compactNumber(first.account) : null;
	const number = named ?? around.number;
	const isIban = number !== null && looksLikeIban(number);
	const column = balancesOfColumn(group, currency);
	const stated = several ? { opening: null, closing: null } : around;
	const lines = group
		.map(({ line }) => line)
		.map((line, index) => ({ line, index }))
		.sort((a, b) =>
			a.line.day < b.line.day ? -1 : a.line.day > b.line.day ? 1 : a.index - b.index
		)
		.map(({ line }) => line);
	return {
		account: {
			iban: (isIban ? number : null) ?? (named ? null : around.iban),
			number: isIban ? null : number,
			name: around.name,
			bic: null
		},
		number: null,
		currency,
		from: several ? null : around.from,
		to: several ? null : around.to,
		opening: column.opening ?? withCurrency(stated.opening, currency),
		closing: column.closing ?? withCurrency(stated.closing, currency),
		lines,
		pending,
		remarks: column.breaksAt === undefined ? [] : [breaks(column.breaksAt)]
	};
}

function withCurrency(balance: Omit<StatedBalance, 'currency'> | null, currency: string) {
	return balance && { ...balance, currency };
}

function breaks(line: number): Remark {
	return { code: 'banking.balance-column-breaks', parameters: { line } };
}

class RowReader {
	readonly #layout: TableLayout;
	readonly #places = new Map<ColumnTarget, number[]>();
	readonly #decimal: DecimalSign;

	constructor(layout: TableLayout, body: readonly FileRow[]) {
		this.#layout = layout;
		for (const [index, target] of layout.columns.entries()) {
			this.#places.set(target, [...(this.#places.get(target) ?? []), index]);
		}
		this.#decimal = decimalSignOf(this.#amountTexts(body));
	}

	*#amountTexts(body: readonly FileRow[]): Generator<string> {
		for (const row of body) {
			for (const target of ['amount', 'debit', 'credit', 'balance'] as const) {
				yield this.#cell(row, target);
			}
		}
	}

	#cell({ cells }: FileRow, target: ColumnTarget): string {
		const [place] = this.#places.get(target) ?? [];
		const text = place === undefined ? '' : (cells[place] ?? '').trim();
		return /^[-–—]$/.test(text) ? '' : text;
	}

	#text(row: FileRow, target: ColumnTarget, length = 500): string | null {
		const texts = (this.#places.get(target) ?? []).map((place) => row.cells[place] ?? '');
		return clean([...new Set(texts)].join(' '), length);
	}

	/** A line, what is wrong with it, `pending`, or nothing when the row is no line of the statement. */
	read(row: FileRow): TableLine | Fault | 'pending' | undefined {
		const dayText = this.#cell(row, 'day');
		const day = readDay(dayText, this.#layout.order);
		const amount = this.#amount(row);
		if (!day) {
			const looksLikeLine = typeof amount === 'number' && /\d/.test(dayText) && dayText.length < 25;
			if (!looksLikeLine) return undefined;
			return faultAt(row.at, 'banking.day-unreadable', { day: dayText.slice(0, 40) });
		}
		if (amount === undefined) return faultAt(row.at, 'banking.line-without-amount');
		if (typeof amount === 'string') {
			return faultAt(row.at, 'banking.amount-unreadable', { amount: amount.slice(0, 40) });
		}
		if (NOT_BOOKED.test(fold(this.#cell(row, 'status')))) return 'pending';
		if (amount === 0) return undefined;
		const [label, detail] = [this.#text(row, 'label'), this.#text(row, 'detail')];
		const counterparty = this.#text(row, 'counterparty');
		const type = this.#text(row, 'type', 100);
		const iban = compactNumber(this.#cell(row, 'counterparty-iban')).slice(0, 34);
		return {
			line: {
				at: row.at,
				day,
				valueDay: readDay(this.#cell(row, 'value-day'), this.#layout.order) ?? null,
				cents: amount,
				label: label ?? detail ?? counterparty ?? type ?? '—',
				detail: label !== null && detail !== label ? detail : null,
				counterparty,
				counterpartyIban: iban === '' ? null : iban,
				reference: this.#text(row, 'reference', 100),
				bankReference: bankReferenceOf(this.#text(row, 'bank-reference', 100)),
				type,
				original: null,
				chargesCents: null,
				parts: []
			},
			account: this.#text(row, 'account', 60),
			currency: /^[A-Z]{3}$/.exec(this.#cell(row, 'currency').toUpperCase())?.[0] ?? null,
			balanceCents: readAmount(this.#cell(row, 'balance'), this.#decimal)
		};
	}

	/** Cents, the text that is no amount, or nothing. */
	#amount(row: FileRow): number | string | undefined {
		const single = this.#cell(row, 'amount');
		if (single !== '') {
			const cents = readAmount(single, this.#decimal);
			if (cents === undefined) return single;
			return this.#isDebit(row) ? -Math.abs(cents) : cents;
		}
		const [debit, credit] = [this.#cell(row, 'debit'), this.#cell(row, 'credit')];
		if (debit === '' && credit === '') return undefined;
		const out = debit === '' ? 0 : readAmount(debit, this.#decimal);
		const into = credit === '' ? 0 : readAmount(credit, this.#decimal);
		if (out === undefined) return debit;
		if (into === undefined) return credit;
		return into - Math.abs(out);
	}

	#isDebit(row: FileRow): boolean {
		return /^(d|db|deb|debit|debiteur|out|sortant)$/.test(fold(this.#cell(row, 'direction')));
	}
}
