import { isFecNumber, readFecAmount } from './amount.ts';
import {
	BLANK_IN_CASH_BASIS,
	DATE_COLUMNS,
	FEC_COLUMNS,
	meantFecDay,
	OPTIONAL_COLUMNS,
	parseFecDay
} from './columns.ts';
import type { FecColumn } from './columns.ts';
import type { FecHeader } from './header.ts';
import { Payments } from './payments.ts';
import type { FecFindings } from './rules.ts';

/** What the checks of entries need of one line. */
export interface CheckedLine {
	readonly line: number;
	readonly journal: string;
	readonly number: string;
	/** `AAAAMMJJ`, `''` when unreadable: as the two other days. */
	readonly entryDate: string;
	readonly validDate: string;
	readonly letterDate: string;
	/** General account, then auxiliary account. */
	readonly account: string;
	readonly document: string;
	readonly letter: string;
	readonly debitCents: number;
	readonly creditCents: number;
	/** Journal and number say which entry it belongs to. */
	readonly placed: boolean;
	/** Amounts were read. */
	readonly exact: boolean;
	/** Both sides hold an amount, or none, or it is ill written: what is out of balance has its reason. */
	readonly doubtful: boolean;
	/** What a column holds. */
	at(column: FecColumn): string;
}

type Places = Record<FecColumn, number>;

/** Checks the cells of lines one by one. */
export class LineChecker {
	readonly #header: FecHeader;
	readonly #findings: FecFindings;
	readonly #closing: string | undefined;
	readonly #places: Places;
	readonly #mandatory: readonly FecColumn[];
	readonly #blank = new Map<FecColumn, number[]>();
	/** What days mean, by how they are written; `''` when no such day exists. */
	readonly #days = new Map<string, string>([['', '']]);
	readonly #payments = new Payments();
	#lines = 0;
	/** Cash-basis books may do without, and say so from the first line on. */
	#withoutJournals = false;
	#decimalPoint = false;
	#spaced = false;

	/** @param closing the last day of the year when it is known, `AAAAMMJJ` */
	constructor(header: FecHeader, findings: FecFindings, closing?: string) {
		this.#closing = closing;
		this.#header = header;
		this.#findings = findings;
		this.#places = Object.fromEntries(
			FEC_COLUMNS.map((column) => [column, header.places.get(column) ?? -1])
		) as Places;
		this.#mandatory = FEC_COLUMNS.filter(
			(column) => header.places.has(column) && !OPTIONAL_COLUMNS.has(column)
		);
	}

	/** The lines read so far say when and how they were paid. */
	get cashBasis(): boolean {
		return this.#payments.used;
	}

	/** `undefined` when there are more or fewer cells than columns. */
	check(cells: readonly string[], line: number): CheckedLine | undefined {
		this.#lines++;
		const { width, payment } = this.#header;
		if (cells.length !== width) {
			this.#findings.add('cell-count', line, { found: cells.length, expected: width });
			return undefined;
		}
		const places = this.#places;
		const at = (column: FecColumn) => cells[places[column]] ?? '';
		if (this.#lines === 1) this.#withoutJournals = !!payment || at('JournalCode') === '';
		this.#checkPresence(at, line);
		this.#checkDates(at, line);
		this.#checkPayment(cells, at('JournalCode'), line);
		const account = at('CompteNum');
		if (account !== '' && !/^\d{3}/.test(account)) {
			this.#findings.add('account-not-numeric', line, { account });
		}
		this.#checkLetter(at, line);
		this.#checkForeign(at, line);
		this.#spaced = false;
		const amounts = this.#header.signed
			? this.#readSigned(at('Debit'), at('Credit'), line)
			: this.#readAmounts(at('Debit'), at('Credit'), line);
		return {
			line,
			journal: at('JournalCode'),
			number: at('EcritureNum'),
			entryDate: this.#dayOf(at('EcritureDate')),
			validDate: this.#dayOf(at('ValidDate')),
			letterDate: this.#dayOf(at('DateLet')),
			account: `${account}\t${at('CompAuxNum')}`,
			document: at('PieceRef'),
			letter: at('EcritureLet'),
			debitCents: amounts?.[0] ?? 0,
			creditCents: amounts?.[1] ?? 0,
			placed: at('EcritureNum') !== '' && (at('JournalCode') !== '' || this.#withoutJournals),
			exact: amounts !== undefined,
			doubtful: !!amounts && (this.#spaced || (amounts[0] === 0) === (amounts[1] === 0)),
			at
		};
	}

	/** Journal and account may stand blank in cash-basis books (VIII-3°, 5° and 7°): in all lines, then. */
	finish(): void {
		this.#payments.report(this.#findings);
		const unused = (column: FecColumn) =>
			this.cashBasis || this.#blank.get(column)?.length === this.#lines;
		for (const [column, lines] of this.#blank) {
			if (unused(column === 'JournalLib' ? 'JournalCode' : column)) continue;
			for (const line of lines) this.#findings.add('field-empty', line, { column });
		}
	}

	#dayOf(text: string): string {
		let known = this.#days.get(text);
		if (known === undefined) {
			known = parseFecDay(text) ? text : meantFecDay(text);
			this.#days.set(text, known);
		}
		return known;
	}

	#isDay(text: string): boolean {
		return this.#dayOf(text) === text;
	}

	#checkPresence(at: (column: FecColumn) => string, line: number): void {
		for (const column of this.#mandatory) {
			if (at(column) !== '') continue;
			if (!BLANK_IN_CASH_BASIS.has(column)) this.#findings.add('field-empty', line, { column });
			else {
				const lines = this.#blank.get(column);
				if (lines) lines.push(line);
				else this.#blank.set(column, [line]);
			}
		}
	}

	#checkDates(at: (column: FecColumn) => string, line: number): void {
		for (const column of DATE_COLUMNS) {
			const date = at(column);
			if (date !== '' && !this.#isDay(date)) {
				this.#findings.add('date-invalid', line, { column, date });
			}
		}
		const [entered, validated] = [this.#dayOf(at('EcritureDate')), this.#dayOf(at('ValidDate'))];
		// Past the closing, it is the day of the entry that is wrong, and told as such.
		const late = this.#closing !== undefined && entered > this.#closing;
		if (entered !== '' && validated !== '' && validated < entered && !late) {
			this.#findings.add('validated-before-entry', line, { entered, validated });
		}
	}

	#checkPayment(cells: readonly string[], journal: string, line: number): void {
		const { payment } = this.#header;
		if (!payment) return;
		const [date = '', mode = ''] = [cells[payment.date], cells[payment.mode]];
		if (date !== '' && !this.#isDay(date)) {
			this.#findings.add('date-invalid', line, { column: 'DateRglt', date });
		}
		this.#payments.weigh('DateRglt', journal, date, line);
		this.#payments.weigh('ModeRglt', journal, mode, line);
	}

	#checkLetter(at: (column: FecColumn) => string, line: number): void {
		const [letter, date] = [at('EcritureLet'), at('DateLet')];
		if (letter !== '' && date === '' && this.#places.DateLet !== -1) {
			this.#findings.add('letter-without-date', line, { letter });
		}
		if (letter === '' && date !== '')
			this.#findings.add('letter-date-without-letter', line, { date });
	}

	#checkForeign(at: (column: FecColumn) => string, line: number): void {
		const amount = at('Montantdevise');
		if (amount !== '' && !isFecNumber(amount)) {
			this.#findings.add('amount-invalid', line, { column: 'Montantdevise', amount });
		}
	}

	#readAmounts(debit: string, credit: string, line: number): [number, number] | undefined {
		if (this.#places.Debit === -1 || this.#places.Credit === -1) return undefined;
		const debitCents = this.#amount('Debit', debit, line);
		const creditCents = this.#amount('Credit', credit, line);
		if (debitCents === undefined || creditCents === undefined) return undefined;
		if (debitCents !== 0 && creditCents !== 0) {
			this.#findings.add('debit-and-credit', line, { debit, credit });
		} else if (debitCents === 0 && creditCents === 0) this.#findings.add('no-amount', line);
		return [debitCents, creditCents];
	}

	#readSigned(amount: string, direction: string, line: number): [number, number] | undefined {
		if (this.#places.Debit === -1 || this.#places.Credit === -1) return undefined;
		const cents = this.#amount('Montant', amount, line);
		const debit = /^(?:D|\+?1)$/i.test(direction);
		if (!debit && !/^(?:C|-1)$/i.test(direction)) {
			this.#findings.add('direction-invalid', line, { direction });
			return undefined;
		}
		if (cents === undefined) return undefined;
		if (cents === 0) this.#findings.add('no-amount', line);
		return debit ? [cents, 0] : [0, cents];
	}

	#amount(column: string, text: string, line: number): number | undefined {
		const amount = readFecAmount(text);
		if (!amount) {
			this.#findings.add('amount-invalid', line, { column, amount: text });
			return undefined;
		}
		if (amount.spaced) {
			this.#spaced = true;
			this.#findings.add('amount-invalid', line, { column, amount: text });
		}
		if (amount.point && !this.#decimalPoint) {
			this.#decimalPoint = true;
			this.#findings.add('decimal-point', line, { amount: text });
		}
		return amount.cents;
	}
}
