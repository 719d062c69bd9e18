import type { DateOrder } from '#shared/date-order.ts';
import type { Day } from '#shared/day.ts';
import type { Fault } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import type { Cleaned } from '../cleaned.ts';
import { squeeze } from '../cleaned.ts';
import { cleanCustom } from '../custom/clean-custom.ts';
import type { CustomField } from '../custom/custom-field.ts';
import type { FieldName, Reading } from '../fields.ts';
import { cleanExtra, cleanField, EXTRA_LIMITS, FIELD_NAMES } from '../fields.ts';
import { splitName } from '../name.ts';
import type { PersonRecord } from '../person.ts';
import { cleanCountry } from '../place.ts';
import { splitGroupNames } from './group-names.ts';
import { contactsIn, orderOfDays, plainCell } from './plain-cell.ts';
import type { Rows } from './rows.ts';
import type { ImportMapping, ImportTarget } from './target.ts';
import { isRepeatable } from './target.ts';
import { rowsBeforeTotals } from './total-line.ts';

/** What one line of a file says about a person: only what its cells hold; an empty cell says nothing. */
export interface LineDraft {
	/** Line of the file, as a spreadsheet numbers it. */
	readonly line: number;
	readonly values: Partial<PersonRecord>;
	/** Taken only when the person has nothing there yet. */
	readonly ifMissing: Partial<Pick<PersonRecord, 'email' | 'joinedOn'>>;
	/** Names of groups that the person is to be in. */
	readonly groups: readonly GroupName[];
	/** The names were cut from one cell: a cut made by hand is worth more. */
	readonly cut: boolean;
	readonly faults: readonly Fault[];
}

/** A group as a cell names it. */
export interface GroupName {
	readonly name: string;
	readonly column: string;
}

export interface FileOfPeople {
	readonly header: readonly string[];
	readonly rows: Rows;
	/** The line of the file of each row. */
	readonly lineNumbers: readonly number[];
}

/** Reads every line at once; see `linesReader`. */
export function readLines(
	file: FileOfPeople,
	mapping: ImportMapping,
	today: Day,
	fields: readonly CustomField[] = []
): LineDraft[] {
	const { count, read } = linesReader(file, mapping, today, fields);
	return read(0, count);
}

export interface LinesReader {
	/** How many rows are about somebody. */
	readonly count: number;
	/** Reads the rows from one to another, that one left out; a cell that can't be read is a fault that names its line and column. */
	read(from: number, to: number): LineDraft[];
	/** The numbers of people that the lines give, without reading the rest of them. */
	numbers(): Generator<NumberedLine>;
}

/** Whose number a line gives. */
export interface NumberedLine {
	readonly line: number;
	readonly number: string;
}

const NUMBERS_AT_ONCE = 500;

/** Reads the lines of a file, some at a time. */
export function linesReader(
	{ header, rows, lineNumbers }: FileOfPeople,
	mapping: ImportMapping,
	today: Day,
	fields: readonly CustomField[] = []
): LinesReader {
	const countryAt = mapping.indexOf('country');
	const byTarget = new Map(fields.map((field) => [`custom.${field.key}`, field]));
	const columns = mapping.map((target, index): Column => {
		const custom = byTarget.get(target);
		const order = orderOfDays(target, header[index] ?? '', () =>
			rows.slice(0, SAMPLED).map((row) => row[index] ?? '')
		);
		const keptAs = extraName(header, index);
		return { index, target, header: header[index] ?? '', keptAs, custom, today, order };
	});
	const told = columns.filter(({ target }) => target !== 'ignore');
	const readRow = (cells: readonly string[], line: number) => {
		const country = cleanCountry(cells[countryAt] ?? '');
		const reading = new LineReading(line, {
			today,
			country: 'value' in country ? country.value : null
		});
		for (const column of told) {
			const said = cells[column.index] ?? '';
			if (said.trim() === '') continue;
			const text = plainCell(column.target, said, column);
			if (text !== '') reading.read(column, text);
		}
		return reading.finish();
	};
	const count = rowsBeforeTotals(rows, mapping);
	const numberAt = mapping.indexOf('number');
	const numbersBetween = (from: number, to: number) =>
		rows.slice(from, Math.min(to, count)).flatMap((cells, index): NumberedLine[] => {
			const cleaned = cleanField('number', cells[numberAt] ?? '', { today, country: null });
			const number = 'value' in cleaned ? cleaned.value : null;
			return typeof number === 'string' ? [{ line: lineNumbers[from + index] ?? 0, number }] : [];
		});
	return {
		count,
		*numbers() {
			if (numberAt === -1) return;
			for (let at = 0; at < count; at += NUMBERS_AT_ONCE) {
				yield* numbersBetween(at, at + NUMBERS_AT_ONCE);
			}
		},
		read: (from, to) =>
			rows
				.slice(from, Math.min(to, count))
				.map((cells, index) => readRow(cells, lineNumbers[from + index] ?? 0))
	};
}

interface Column {
	readonly index: number;
	readonly target: ImportTarget;
	readonly header: string;
	/** The name under which it is kept when it has no field. */
	readonly keptAs: string;
	/** The association’s own field that it fills in. */
	readonly custom: CustomField | undefined;
	readonly today: Day;
	/** How its days are written. */
	readonly order: DateOrder;
}

interface Cell {
	readonly column: string;
	readonly text: string;
}

type Values = { -readonly [Field in keyof PersonRecord]?: PersonRecord[Field] };

const FIELDS: ReadonlySet<string> = new Set(FIELD_NAMES);
const SHOWN = 60;
/** Rows looked at to tell how a column writes its days. */
const SAMPLED = 2_000;
/** A birthday without its year, or its year alone, as Google (`--05-12`) and Mailchimp (`05/12`) keep it: no date, but worth keeping. */
const YEARLESS = /^(?:--\d\d-?\d\d|\d{1,2}[/.-]\d{1,2}|\d{4})$/;
/** More than one address or telephone may stand here. */
const TWO_PHONES = 17;
const ONE_EMAIL = /^[\w.+-]+@[\w.-]+$/;
const SEVERAL = /:::|[;,\n]|\/| ou | et |@.*\s.*@|(?:\d\D*){14}/;

class LineReading {
	readonly #line: number;
	readonly #reading: Reading;
	readonly #values: Values = {};
	readonly #ifMissing: { email?: string; joinedOn?: Day } = {};
	readonly #extra: Record<string, string> = {};
	readonly #custom: Record<string, string> = {};
	readonly #groups: GroupName[] = [];
	readonly #faults: Fault[] = [];
	/** Cells that are understood together with others, once all have been read. */
	#apart: Map<ImportTarget, Cell> | undefined;

	constructor(line: number, reading: Reading) {
		this.#line = line;
		this.#reading = reading;
	}

	read({ target, header, keptAs, custom }: Column, text: string): void {
		const cell = { column: header, text };
		if (custom) this.#putCustom(custom, cell);
		// A field that has been taken away since: what the column says isn’t lost.
		else if (target === 'keep' || target.startsWith('custom.')) this.#keep(keptAs, cell);
		else if (target === 'groups') {
			for (const name of splitGroupNames(text)) this.#groups.push({ name, column: header });
		} else if (target === 'birthDate' && YEARLESS.test(text.trim())) this.#keep(keptAs, cell);
		else if (target === 'email' || target === 'phone') this.#putContacts(target, cell);
		else if (FIELDS.has(target)) this.#put(target as FieldName, cell);
		else (this.#apart ??= new Map()).set(target, cell);
	}

	finish(): LineDraft {
		const cut = this.#apart !== undefined && this.#readApart(this.#apart);
		const values = this.#values;
		if (Object.keys(this.#extra).length > 0) values.extra = this.#extra;
		if (Object.keys(this.#custom).length > 0) values.custom = this.#custom;
		if (values.kind === undefined && isOrganisation(values)) values.kind = 'legal';
		if (values.kind === 'legal') nameOrganisation(values);
		const [line, ifMissing, faults] = [this.#line, this.#ifMissing, this.#faults];
		return { line, values, ifMissing, groups: this.#groups, cut, faults };
	}

	#accept<T>({ column, text }: Cell, cleaned: Cleaned<T>): T | null {
		if ('value' in cleaned) return cleaned.value;
		const line = this.#line;
		const value = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
		const parameters = { line, column, value, ...cleaned.parameters };
		this.#faults.push({ path: `line ${line}`, code: `${cleaned.fault}-in-cell`, parameters });
		return null;
	}

	#clean(field: FieldName, cell: Cell): string | boolean | null {
		return this.#accept(cell, cleanField(field, cell.text, this.#reading));
	}

	#put(field: FieldName, cell: Cell): void {
		const value = this.#clean(field, cell);
		if (value === null) return;
		const before = this.#values[field];
		// Repeatable fields: one under the other.
		const stacked = isRepeatable(field) && typeof before === 'string';
		const values = this.#values as Record<string, unknown>;
		values[field] = stacked ? `${before}\n${String(value)}` : value;
	}

	/** Several in one cell: the first one is the main one. */
	#putContacts(field: 'email' | 'phone', cell: Cell): void {
		const isOne = field === 'phone' ? cell.text.length < TWO_PHONES : ONE_EMAIL.test(cell.text);
		const several = !isOne && SEVERAL.test(cell.text);
		const [first = '', ...others] = several ? contactsIn(field, cell.text) : [];
		if (others.length === 0) return this.#put(field, { ...cell, text: first || cell.text });
		this.#put(field, { ...cell, text: first });
		const further = field === 'email' ? 'otherEmails' : 'otherPhones';
		this.#put(further, { ...cell, text: others.join('\n') });
	}

	#putCustom(field: CustomField, cell: Cell): void {
		const value = this.#accept(cell, cleanCustom(field, cell.text));
		if (value !== null) this.#custom[field.key] = value;
	}

	#keep(name: string, cell: Cell): void {
		const kept = this.#accept(cell, cleanExtra(cell.text));
		if (kept !== null) this.#extra[name] = kept;
	}

	/** Answers whether names were cut from one cell. */
	#readApart(apart: ReadonlyMap<ImportTarget, Cell>): boolean {
		const cut = this.#readFullName(apart);
		this.#readOrder(apart);
		this.#readPayer(apart);
		return cut;
	}

	#readFullName(apart: ReadonlyMap<ImportTarget, Cell>): boolean {
		const lastFirst = apart.get('fullNameLastFirst');
		const cell = lastFirst ?? apart.get('fullNameFirstLast');
		if (!cell) return false;
		const written = this.#clean('displayName', cell);
		if (typeof written !== 'string') return true;
		const values = this.#values;
		values.displayName ??= written;
		if (values.kind === 'legal') values.organisationName ??= written;
		else if (values.lastName === undefined && values.firstName === undefined) {
			const split = splitName(written, lastFirst ? 'last-first' : 'first-last');
			for (const field of ['lastName', 'firstName'] as const) {
				if (split[field] !== null) this.#put(field, { ...cell, text: split[field] });
			}
		}
		return true;
	}

	#readOrder(apart: ReadonlyMap<ImportTarget, Cell>): void {
		const cell = apart.get('orderedOn');
		const day = cell && this.#clean('joinedOn', cell);
		if (typeof day === 'string') this.#ifMissing.joinedOn = day as Day;
	}

	#readPayer(apart: ReadonlyMap<ImportTarget, Cell>): void {
		const names = [apart.get('payerLastName'), apart.get('payerFirstName')];
		const given = names.filter((cell) => cell !== undefined);
		const { lastName, firstName } = this.#values;
		const person = fold([lastName, firstName].filter(Boolean).join(' '));
		const isPerson = given.length === 0 || fold(given.map(({ text }) => text).join(' ')) === person;
		if (!isPerson) {
			for (const cell of given) this.#keep(cell.column.slice(0, EXTRA_LIMITS.name), cell);
		}
		const cell = apart.get('payerEmail');
		const email = cell && this.#clean('email', cell);
		if (typeof email !== 'string' || this.#values.email !== undefined) return;
		if (isPerson) this.#values.email = email;
		else this.#ifMissing.email = email;
	}
}

/** The name an unmapped column is kept under: its header, told apart when two are the same or empty. */
function extraName(header: readonly string[], index: number): string {
	const name = squeeze(header[index] ?? '')
		.replace(/^extra\./, '')
		.slice(0, EXTRA_LIMITS.name);
	const twin = header.findIndex((other) => squeeze(other) === squeeze(header[index] ?? ''));
	if (name === '' || name === '__proto__') return `#${index + 1}`;
	return twin === index ? name : `${name} #${index + 1}`;
}

/** « Nom / Raison sociale » is the name of whichever the line is about. */
function nameOrganisation(values: Values): void {
	if (values.organisationName !== undefined || values.firstName || !values.lastName) return;
	values.organisationName = values.lastName;
	delete values.lastName;
}

function isOrganisation(values: Values): boolean {
	return values.organisationName !== undefined && !values.firstName && !values.lastName;
}
