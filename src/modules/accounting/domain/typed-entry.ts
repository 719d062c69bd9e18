import { refuseField } from '#shared/errors.ts';
import { parseCents, toDecimal } from '#shared/money.ts';
import { readCell } from './templates/entry-template.ts';
import { dayOf, vatOf } from './typed-fields.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** A line of an entry as it is typed. */
export interface TypedLine {
	account: string;
	label: string;
	debitCents: string;
	creditCents: string;
	/** Name or code of whom the line is about. */
	thirdParty: string;
	/** By axis, the id of the project, activity or funder that the line is for. */
	values: Record<string, string>;
}

export const MAX_TYPED_LINES = 500;

export const emptyLine = (): TypedLine => ({
	account: '',
	label: '',
	debitCents: '',
	creditCents: '',
	thirdParty: '',
	values: {}
});

/** An amount as it is typed; nothing for none. */
export const typedCents = (cents: number): string => (cents ? toDecimal(cents) : '');

/** The lines that hold something, in their order: those left empty between them go. */
export function typedLines(fields: Fields): TypedLine[] {
	const count = placesIn(fields.rows, MAX_TYPED_LINES);
	return Array.from({ length: count }, (_, index) => {
		const of = (name: string) => fields[`lines.${index}.${name}`] ?? '';
		return {
			account: of('account'),
			label: of('label'),
			debitCents: of('debitCents'),
			creditCents: of('creditCents'),
			thirdParty: of('thirdParty'),
			values: valuesOf(fields, `lines.${index}.value-`)
		};
	}).filter(({ values: _, ...line }) => Object.values(line).some(Boolean));
}

/** What was chosen on each axis: the fields `value-<axis>`, by the id of the axis. */
export function valuesOf(fields: Fields, prefix = 'value-'): Record<string, string> {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, value]) =>
			name.startsWith(prefix) && value ? [[name.slice(prefix.length), value]] : []
		)
	);
}

/**
 * What the grid says, as `accounting.post-entry` reads it.
 * @throws {Refusal} `accounting.amount-unread`, at its line
 */
export function entryOf(fields: Fields, fileIds: readonly string[]) {
	const { journal, label, reference, thirdParty } = fields;
	return {
		...{ journal, label, reference, thirdParty, fileIds, draftId: fields.draftId },
		date: dayOf(fields, 'date'),
		lines: typedLines(fields).map((line, index) => ({
			account: accountNumber(line.account),
			label: line.label || undefined,
			debitCents: lineCents(line.debitCents, `lines.${index}.debitCents`),
			creditCents: lineCents(line.creditCents, `lines.${index}.creditCents`),
			thirdParty: line.thirdParty || undefined,
			shares: sharesOfValues(line.values)
		}))
	};
}

/** « 6064 Fournitures », as a list may fill it in. */
export function accountNumber(typed: string): string {
	return typed.split(' ', 1)[0] ?? '';
}

function sharesOfValues(values: Readonly<Record<string, string>>) {
	const ids = Object.values(values);
	return ids.length > 0 ? ids.map((valueId) => ({ valueId })) : undefined;
}

function lineCents(text: string, path: string): number | undefined {
	if (!text) return undefined;
	const cents = parseCents(text);
	if (cents === undefined) throw refuseField(path, 'accounting.amount-unread');
	return cents;
}

/**
 * A template as typed in the same grid: a cell of an amount may say `50 %`, or `?` for what is typed each time.
 * @throws {Refusal} `accounting.template-cell-unread`, `line-debit-and-credit`, `line-without-amount`, at its line
 */
export function templateOf(fields: Fields) {
	const { name, journal, label, thirdParty } = fields;
	return {
		...{ name, journal, label, thirdParty },
		lines: typedLines(fields).map((line, index) => ({
			account: accountNumber(line.account),
			label: line.label || undefined,
			thirdParty: line.thirdParty || undefined,
			valueIds: Object.values(line.values),
			...typedAmount(line, index)
		}))
	};
}

function typedAmount({ debitCents, creditCents }: TypedLine, index: number) {
	const parameters = { line: index + 1 };
	const path = `lines.${index}`;
	if (debitCents && creditCents) {
		throw refuseField(path, 'accounting.line-debit-and-credit', parameters);
	}
	if (!debitCents && !creditCents) {
		throw refuseField(path, 'accounting.line-without-amount', parameters);
	}
	const amount = readCell(debitCents || creditCents);
	if (!amount) throw refuseField(path, 'accounting.template-cell-unread', parameters);
	return { side: debitCents ? ('debit' as const) : ('credit' as const), ...amount };
}

/** How many places a form says that it has: whatever it says, no more than it may. */
function placesIn(said: string | undefined, most: number): number {
	return Math.max(0, Math.min(Math.trunc(Number(said)) || 0, most));
}

/** The fields of a form, with its lines and its parts together: what it shows again. */
export function shownAgain(fields: Fields): Record<string, unknown> {
	const rows = placesIn(fields.rows, MAX_TYPED_LINES);
	return {
		...{ ...fields, rows, places: undefined },
		...{ lines: typedLines(fields), parts: typedParts(fields) }
	};
}

const MORE_LINES = 8;
const MORE_PARTS = 3;

/** The same form with more lines to fill in, for who has no scripts. */
export function withMoreLines(fields: Fields): Record<string, unknown> {
	const rows = placesIn(fields.rows, MAX_TYPED_LINES) + MORE_LINES;
	return { ...shownAgain(fields), rows: Math.min(rows, MAX_TYPED_LINES) };
}

/** The same form with more places for what of an amount is for something else, for who has no scripts. */
export function withMoreParts(fields: Fields): Record<string, unknown> {
	const places = placesIn(fields.partCount, MAX_TYPED_PARTS) + MORE_PARTS;
	return { ...shownAgain(fields), places: Math.min(places, MAX_TYPED_PARTS) };
}

interface Draft {
	readonly id: string;
	readonly fields: Fields;
	readonly files: readonly { readonly id: string; readonly name: string }[];
}

/** What a form shows of a draft, like what it shows after a refusal. */
export function resumed({ id, fields, files }: Draft): { values: Record<string, unknown> } {
	return { values: { ...shownAgain(fields), files, draftId: id } };
}

/** What of an amount is for something else, as it is typed in plain words. */
export interface TypedPart {
	amountCents: string;
	meaning: string;
	account: string;
	label: string;
	/** Code of its rate of VAT. */
	vatRate: string;
	values: Record<string, string>;
}

export const MAX_TYPED_PARTS = 50;

export const emptyPart = (): TypedPart => ({
	amountCents: '',
	meaning: '',
	account: '',
	label: '',
	vatRate: '',
	values: {}
});

/** The parts that hold something, in their order. */
export function typedParts(fields: Fields): TypedPart[] {
	const count = placesIn(fields.partCount, MAX_TYPED_PARTS);
	return Array.from({ length: count }, (_, index) => {
		const of = (name: string) => fields[`parts.${index}.${name}`] ?? '';
		return {
			amountCents: of('amountCents'),
			meaning: of('meaning'),
			account: of('account'),
			label: of('label'),
			vatRate: of('vatRate'),
			values: valuesOf(fields, `parts.${index}.value-`)
		};
	}).filter(
		({ values, ...part }) => Object.values(part).some(Boolean) || Object.keys(values).length > 0
	);
}

/** The same, as the operations read them. @throws {Refusal} `accounting.amount-unread` */
export function partsOf(fields: Fields) {
	const parts = typedParts(fields).map(
		({ amountCents, meaning, account, label, vatRate, values }, index) => ({
			amountCents: lineCents(amountCents, `parts.${index}.amountCents`) ?? 0,
			// A number given by hand says more than a word.
			...(account ? { account: accountNumber(account) } : meaning && { meaning }),
			label: label || undefined,
			vat: vatOf({ ...fields, vatRate }),
			valueIds: Object.values(values)
		})
	);
	return parts.length > 0 ? parts : undefined;
}
