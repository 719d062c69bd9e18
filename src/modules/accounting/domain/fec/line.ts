import {
	BLANK_IN_CASH_BASIS,
	DATE_COLUMNS,
	FEC_COLUMNS,
	OPTIONAL_COLUMNS,
	parseFecDay
} from './columns.ts';
import type { FecColumn } from './columns.ts';
import type { FecHeader } from './header.ts';
import type { FecFindings } from './rules.ts';

/** What the checks of entries need of one line. */
export interface CheckedLine {
	readonly line: number;
	readonly journal: string;
	readonly number: string;
	/** `''` when unreadable. */
	readonly entryDate: string;
	readonly validDate: string;
	readonly account: string;
	readonly document: string;
	readonly letter: string;
	readonly debitCents: number;
	readonly creditCents: number;
	/** Journal and number say which entry it belongs to. */
	readonly placed: boolean;
	/** Amounts were read: the line counts in the balances. */
	readonly exact: boolean;
}

type Places = Record<FecColumn, number>;

/** Checks the cells of lines one by one. */
export class LineChecker {
	readonly #header: FecHeader;
	readonly #findings: FecFindings;
	readonly #places: Places;
	readonly #mandatory: readonly FecColumn[];
	readonly #journalNeeded: boolean;
	readonly #days = new Map<string, boolean>([['', false]]);
	#decimalPoint = false;

	constructor(header: FecHeader, findings: FecFindings) {
		this.#header = header;
		this.#findings = findings;
		this.#places = Object.fromEntries(
			FEC_COLUMNS.map((column) => [column, header.places.get(column) ?? -1])
		) as Places;
		this.#mandatory = FEC_COLUMNS.filter(
			(column) =>
				header.places.has(column) &&
				!OPTIONAL_COLUMNS.has(column) &&
				!(header.cashBasis && BLANK_IN_CASH_BASIS.has(column))
		);
		this.#journalNeeded = this.#mandatory.includes('JournalCode');
	}

	/** `undefined` when the line can't be cut in cells. */
	check(text: string, line: number): CheckedLine | undefined {
		const cells = text.split(this.#header.separator);
		for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] as string).trim();
		const { width } = this.#header;
		while (cells.length > width && cells.at(-1) === '') cells.pop();
		if (cells.length !== width) {
			this.#findings.add('cell-count', line, { found: cells.length, expected: width });
			return undefined;
		}
		const at = (column: FecColumn) => cells[this.#places[column]] ?? '';
		this.#checkPresence(at, line);
		this.#checkDates(at, line);
		const account = at('CompteNum');
		if (account !== '' && !/^\d{3}/.test(account)) {
			this.#findings.add('account-not-numeric', line, { account });
		}
		this.#checkLetter(at, line);
		const amounts = this.#header.signed
			? this.#readSigned(at('Debit'), at('Credit'), line)
			: this.#readAmounts(at('Debit'), at('Credit'), line);
		return {
			line,
			journal: at('JournalCode'),
			number: at('EcritureNum'),
			entryDate: this.#isDay(at('EcritureDate')) ? at('EcritureDate') : '',
			validDate: this.#isDay(at('ValidDate')) ? at('ValidDate') : '',
			account: `${account}\t${at('CompAuxNum')}`,
			document: at('PieceRef'),
			letter: at('EcritureLet'),
			debitCents: amounts?.[0] ?? 0,
			creditCents: amounts?.[1] ?? 0,
			placed: at('EcritureNum') !== '' && !(this.#journalNeeded && at('JournalCode') === ''),
			exact: amounts !== undefined
		};
	}

	#isDay(text: string): boolean {
		let known = this.#days.get(text);
		if (known === undefined) {
			known = parseFecDay(text) !== undefined;
			this.#days.set(text, known);
		}
		return known;
	}

	#checkPresence(at: (column: FecColumn) => string, line: number): void {
		for (const column of this.#mandatory) {
			if (at(column) === '') this.#findings.add('field-empty', line, { column });
		}
	}

	#checkDates(at: (column: FecColumn) => string, line: number): void {
		for (const column of DATE_COLUMNS) {
			const date = at(column);
			if (date !== '' && !this.#isDay(date)) {
				this.#findings.add('date-invalid', line, { column, date });
			}
		}
		const [entered, validated] = [at('EcritureDate'), at('ValidDate')];
		if (this.#isDay(entered) && this.#isDay(validated) && validated < entered) {
			this.#findings.add('validated-before-entry', line, { entered, validated });
		}
	}

	#checkLetter(at: (column: FecColumn) => string, line: number): void {
		const [letter, date] = [at('EcritureLet'), at('DateLet')];
		if (letter !== '' && date === '' && this.#places.DateLet !== -1) {
			this.#findings.add('letter-without-date', line, { letter });
		}
		if (letter === '' && date !== '')
			this.#findings.add('letter-date-without-letter', line, { date });
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

	/** Cents of a number as the text wants it: no thousands separator, a decimal comma. Blank is zero. */
	#amount(column: string, text: string, line: number): number | undefined {
		if (text === '') return 0;
		const match = /^([+-]?)(\d{1,13})(?:([,.])(\d+))?$/.exec(text);
		const decimals = (match?.[4] ?? '').padEnd(2, '0');
		if (!match || /[^0]/.test(decimals.slice(2))) {
			this.#findings.add('amount-invalid', line, { column, amount: text });
			return undefined;
		}
		if (match[3] === '.' && !this.#decimalPoint) {
			this.#decimalPoint = true;
			this.#findings.add('decimal-point', line, { amount: text });
		}
		const cents = Number(match[2]) * 100 + Number(decimals.slice(0, 2));
		if (match[1] !== '-' || cents === 0) return cents;
		this.#findings.add('amount-negative', line, { column, amount: text });
		return -cents;
	}
}
