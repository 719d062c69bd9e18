import type { Day } from '#shared/day.ts';
import { parseDay } from '#shared/day.ts';
import type { Fault } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';
import { MAX_CENTS } from '../dues.ts';
import type { PaymentMeans } from '../means.ts';
import type { DuesMapping, DuesTarget } from './target.ts';
import { isCarriedThrough, meansNamed, yesOrNo } from './words.ts';

/** What one line of a file says of a membership; a cell that is empty says nothing. */
export interface DuesDraft {
	/** Line of the file, as a spreadsheet numbers it. */
	readonly line: number;
	readonly number: string;
	readonly email: string;
	readonly lastName: string;
	readonly firstName: string;
	/** Both names in one cell, the family name first. */
	readonly name: string;
	/** The same, last. */
	readonly displayName: string;
	readonly organisation: string;
	readonly fee: string;
	readonly tariff: string;
	readonly startsOn: Day | undefined;
	readonly endsOn: Day | undefined;
	readonly dueCents: number | undefined;
	readonly discountCents: number;
	/** Cents; `all` that is due. */
	readonly paid: number | 'all';
	readonly paidOn: Day | undefined;
	readonly means: PaymentMeans | undefined;
	/** A means that isn't known, as it is written. */
	readonly meansUnknown: string;
	readonly reference: string;
	/** The state of an order that was not carried through. */
	readonly notCarried: string | undefined;
	readonly faults: readonly Fault[];
}

interface FileOfDues {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
	/** The line of the file of each row. */
	readonly lineNumbers: readonly number[];
}

const LONGEST = 200;
const FIRST_DAY = '1950-01-01';
const LAST_DAY = '2099-12-31';

/** Reads every line; a cell that can't be read is a fault that names its line and column. */
export function readDuesLines(file: FileOfDues, mapping: DuesMapping): DuesDraft[] {
	const columns = new Map(mapping.map((target, at) => [target, at]));
	// A file that says how or whether orders were paid, and not how much, is a file of payments.
	const payments = columns.has('orderState') || columns.has('means');
	return file.rows.map((row, index) => {
		const line = file.lineNumbers[index] ?? index + 2;
		return readLine(line, new Cells(line, row, columns, file.header), payments);
	});
}

class Cells {
	readonly faults: Fault[] = [];
	readonly #line: number;
	readonly #row: readonly string[];
	readonly #columns: ReadonlyMap<DuesTarget, number>;
	readonly #header: readonly string[];

	constructor(
		line: number,
		row: readonly string[],
		columns: ReadonlyMap<DuesTarget, number>,
		header: readonly string[]
	) {
		this.#line = line;
		this.#row = row;
		this.#columns = columns;
		this.#header = header;
	}

	text(target: DuesTarget): string {
		const at = this.#columns.get(target);
		const cell = at === undefined ? '' : (this.#row[at] ?? '');
		return cell.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
	}

	header(target: DuesTarget): string {
		return this.#header[this.#columns.get(target) ?? -1] ?? '';
	}

	refuse(target: DuesTarget, code: string): undefined {
		const parameters = { line: this.#line, column: this.header(target), value: this.text(target) };
		this.faults.push({ path: `line ${this.#line}`, code, parameters });
	}

	day(target: DuesTarget): Day | undefined {
		const text = this.text(target);
		if (text === '') return undefined;
		const day = parseDay(text);
		return day !== undefined && day >= FIRST_DAY && day <= LAST_DAY
			? day
			: this.refuse(target, 'membership.import-day-unreadable');
	}

	amount(target: DuesTarget): number | undefined {
		const text = this.text(target);
		if (text === '') return undefined;
		const cents = parseCents(text);
		return cents !== undefined && cents >= 0 && cents <= MAX_CENTS
			? cents
			: this.refuse(target, 'membership.import-amount-unreadable');
	}
}

function readLine(line: number, cells: Cells, payments: boolean): DuesDraft {
	const means = cells.text('means');
	const known = meansNamed(means);
	const state = cells.text('orderState');
	const notCarried = isCarriedThrough(state) ? undefined : state;
	const draft = {
		line,
		number: cells.text('number'),
		email: cells.text('email'),
		lastName: cells.text('lastName'),
		firstName: cells.text('firstName'),
		name: cells.text('name'),
		displayName: cells.text('displayName'),
		organisation: cells.text('organisation'),
		fee: cells.text('fee'),
		tariff: cells.text('tariff'),
		startsOn: cells.day('startsOn'),
		endsOn: cells.day('endsOn'),
		dueCents: cells.amount('due'),
		discountCents: cells.amount('discount') ?? 0,
		paid: paidOf(cells, payments),
		paidOn: cells.day('paidOn'),
		means: known,
		meansUnknown: known === undefined ? means : '',
		reference: cells.text('reference').slice(0, 100),
		notCarried
	};
	return { ...draft, faults: notCarried === undefined ? cells.faults : [] };
}

function paidOf(cells: Cells, payments: boolean): number | 'all' {
	const text = cells.text('paid');
	if (text === '') return payments ? 'all' : 0;
	// « 1 » says yes, save in a column that is called an amount.
	const said = /montant|amount/i.test(cells.header('paid')) ? undefined : yesOrNo(text);
	if (said !== undefined) return said ? 'all' : 0;
	const amount = parseCents(text);
	if (amount !== undefined && amount >= 0 && amount <= MAX_CENTS) return amount;
	cells.refuse('paid', 'membership.import-paid-unreadable');
	return 0;
}
