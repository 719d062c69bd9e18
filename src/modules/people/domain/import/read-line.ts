import type { Day } from '#shared/day.ts';
import type { Fault } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import type { Cleaned } from '../cleaned.ts';
import { squeeze } from '../cleaned.ts';
import { cleanCountry } from '../place.ts';
import type { FieldName } from '../fields.ts';
import { cleanExtra, cleanField, EXTRA_LIMITS, FIELD_NAMES } from '../fields.ts';
import { splitName } from '../name.ts';
import type { PersonRecord } from '../person.ts';
import type { ImportMapping, ImportTarget } from './target.ts';

/** What one line of a file says about a person: only what its cells hold; an empty cell says nothing. */
export interface LineDraft {
	/** Line of the file, as a spreadsheet numbers it. */
	readonly line: number;
	readonly values: Partial<PersonRecord>;
	/** Taken only when the person has nothing there yet. */
	readonly ifMissing: Partial<Pick<PersonRecord, 'email' | 'joinedOn'>>;
	/** The names were cut from one cell: a cut made by hand is worth more. */
	readonly cut: boolean;
	readonly faults: readonly Fault[];
}

export interface LineReader {
	readonly header: readonly string[];
	readonly mapping: ImportMapping;
	readonly today: Day;
}

type Values = { -readonly [Field in keyof PersonRecord]?: PersonRecord[Field] };

const FIELDS: ReadonlySet<string> = new Set(FIELD_NAMES);

function isField(target: ImportTarget): target is FieldName {
	return FIELDS.has(target);
}

/** Reads the cells of a line; every cell that can't be read is a fault that names its line and column. */
export function readLine(cells: readonly string[], line: number, reader: LineReader): LineDraft {
	const { header, mapping, today } = reader;
	const values: Values = {};
	const ifMissing: { email?: string; joinedOn?: Day } = {};
	const extra: Record<string, string> = {};
	const faults: Fault[] = [];
	const special: Partial<Record<ImportTarget, { text: string; column: string }>> = {};
	const countryColumn = mapping.indexOf('country');
	const countryRead = countryColumn < 0 ? null : cleanCountry(cells[countryColumn] ?? '');
	const country = countryRead && 'value' in countryRead ? countryRead.value : null;

	const take = <T>(column: string, text: string, cleaned: Cleaned<T>): T | null => {
		if ('value' in cleaned) return cleaned.value;
		const value = text.length > 60 ? `${text.slice(0, 60)}…` : text;
		const parameters = { line, column, value, ...cleaned.parameters };
		faults.push({ path: `line ${line}`, code: `${cleaned.fault}-in-cell`, parameters });
		return null;
	};

	for (const [index, target] of mapping.entries()) {
		const text = cells[index] ?? '';
		if (target === 'ignore' || text.trim() === '') continue;
		const column = header[index] ?? '';
		if (target === 'keep') {
			const kept = take(column, text, cleanExtra(text));
			if (kept !== null) extra[extraName(header, index)] = kept;
		} else if (isField(target)) {
			const value = take(column, text, cleanField(target, text, { today, country }));
			if (value !== null) put(values, target, value);
		} else {
			special[target] = { text, column };
		}
	}

	const full = special.fullNameLastFirst ?? special.fullNameFirstLast;
	if (full) {
		const order = special.fullNameLastFirst ? 'last-first' : 'first-last';
		const written = take(
			full.column,
			full.text,
			cleanField('displayName', full.text, { today, country })
		);
		if (typeof written === 'string') applyFullName(values, written, order, take, full.column);
	}
	if (special.orderedOn) {
		const { text, column } = special.orderedOn;
		const day = take(column, text, cleanField('joinedOn', text, { today, country }));
		if (typeof day === 'string') ifMissing.joinedOn = day as Day;
	}
	if (special.payerEmail) {
		const { text, column } = special.payerEmail;
		const email = take(column, text, cleanField('email', text, { today, country }));
		if (typeof email === 'string') applyPayer(values, ifMissing, special, email);
	}
	for (const key of ['payerFirstName', 'payerLastName'] as const) {
		const cell = special[key];
		if (!cell || isPayer(values, special)) continue;
		const kept = take(cell.column, cell.text, cleanExtra(cell.text));
		if (kept !== null) extra[cell.column.slice(0, EXTRA_LIMITS.name)] = kept;
	}
	if (Object.keys(extra).length > 0) values.extra = extra;
	if (values.kind === undefined && isOrganisation(values)) values.kind = 'legal';
	if (!hasName(values)) {
		faults.push({ path: `line ${line}`, code: 'people.name-missing', parameters: { line } });
	}
	return { line, values, ifMissing, cut: full !== undefined, faults };
}

function put(values: Values, field: FieldName, value: string | boolean): void {
	const before = values[field];
	// The two repeatable fields: one under the other, each once.
	const stacked = (field === 'address' || field === 'notes') && typeof before === 'string';
	(values as Record<string, unknown>)[field] = stacked ? `${before}\n${String(value)}` : value;
}

/** The name an unmapped column is kept under: its header, told apart when two are the same or empty. */
function extraName(header: readonly string[], index: number): string {
	const name = squeeze(header[index] ?? '').slice(0, EXTRA_LIMITS.name);
	const twin = header.findIndex((other) => squeeze(other) === squeeze(header[index] ?? ''));
	if (name === '' || name === '__proto__') return `#${index + 1}`;
	return twin === index ? name : `${name} #${index + 1}`;
}

function applyFullName(
	values: Values,
	written: string,
	order: 'last-first' | 'first-last',
	take: <T>(column: string, text: string, cleaned: Cleaned<T>) => T | null,
	column: string
): void {
	values.displayName ??= written;
	if (values.kind === 'legal') {
		values.organisationName ??= written;
		return;
	}
	if (values.lastName !== undefined || values.firstName !== undefined) return;
	const split = splitName(written, order);
	for (const field of ['lastName', 'firstName'] as const) {
		const text = split[field];
		if (text === null) continue;
		const value = take(column, text, cleanField(field, text, { today: '' as Day, country: null }));
		if (typeof value === 'string') values[field] = value;
	}
}

/** Whether the payer of an order is the person it is for; `true` when no payer is named. */
function isPayer(
	values: Values,
	special: Partial<Record<ImportTarget, { text: string }>>
): boolean {
	const payer = [special.payerLastName?.text, special.payerFirstName?.text].filter(Boolean);
	const person = [values.lastName, values.firstName].filter(Boolean);
	return payer.length === 0 || fold(payer.join(' ')) === fold(person.join(' '));
}

function applyPayer(
	values: Values,
	ifMissing: { email?: string },
	special: Partial<Record<ImportTarget, { text: string }>>,
	email: string
): void {
	if (values.email !== undefined) return;
	if (isPayer(values, special)) values.email = email;
	else ifMissing.email = email;
}

function isOrganisation(values: Values): boolean {
	return values.organisationName !== undefined && !values.firstName && !values.lastName;
}

function hasName(values: Values): boolean {
	return Boolean(
		values.lastName || values.firstName || values.organisationName || values.displayName
	);
}
