import { fold } from '#shared/text.ts';
import { cutNames } from './cut-cells.ts';
import { ALIASES, CASH_BASIS_COLUMNS, FEC_COLUMNS } from './columns.ts';
import type { FecColumn } from './columns.ts';
import type { FecFindings } from './rules.ts';

export interface FecHeader {
	readonly separator: string;
	/** Number of cells that each line must have. */
	readonly width: number;
	/** Names stand between quotes, as other cells may. */
	readonly quoted: boolean;
	/** Where each field stands in a line; absent when the file lacks it. */
	readonly places: ReadonlyMap<FecColumn, number>;
	/** « Montant » and « sens » stand for debit and credit. */
	readonly signed: boolean;
	/** A letter stands on a whole entry, as in XML, rather than on the lines that it settles. */
	readonly letteredEntries: boolean;
	/** Where the day and the means of payment stand, in cash-basis books. */
	readonly payment: { readonly date: number; readonly mode: number } | undefined;
}

/** Fields by their names in small letters, old spellings included. */
export const KNOWN_COLUMNS: ReadonlyMap<string, FecColumn> = new Map([
	...FEC_COLUMNS.map((name) => [name.toLowerCase(), name] as const),
	...ALIASES
]);
const ACCEPTED = new Set([...CASH_BASIS_COLUMNS.map((name) => name.toLowerCase()), 'result']);

/** Reads the first line; `undefined` when it names none of the columns, so that nothing else can be checked. */
export function readHeader(line: string, findings: FecFindings): FecHeader | undefined {
	const separator = separatorOf(line);
	if (separator !== '\t' && separator !== '|') findings.add('separator-wrong', 1, { separator });
	const { names, quoted } = cutNames(line, separator);
	const places = new Map<FecColumn, number>();
	for (const [place, name] of names.entries()) {
		const column = KNOWN_COLUMNS.get(plainField(name));
		if (!column) continue;
		if (places.has(column)) findings.add('column-duplicated', 1, { column: name });
		else places.set(column, place);
	}
	if (places.size === 0) {
		findings.add('header-missing', 1);
		return undefined;
	}
	checkNames(names, places, findings);
	const lower = names.map(plainField);
	const [date, mode] = [lower.indexOf('daterglt'), lower.indexOf('moderglt')];
	return {
		separator,
		width: names.length,
		quoted,
		places,
		signed: lower.includes('montant') || lower.includes('sens'),
		letteredEntries: false,
		payment: date !== -1 && mode !== -1 ? { date, mode } : undefined
	};
}

/** The name of a field, compared: capitals, accents, spaces and dashes within a name make no other field of it. */
export function plainField(name: string): string {
	return fold(name).replaceAll(/[\s_-]/g, '');
}

function separatorOf(line: string): string {
	return ['\t', '|', ';', ','].find((separator) => line.includes(separator)) ?? '\t';
}

function checkNames(
	names: readonly string[],
	places: ReadonlyMap<FecColumn, number>,
	findings: FecFindings
): void {
	for (const column of FEC_COLUMNS) {
		if (!places.has(column)) findings.add('column-missing', 1, { column });
	}
	const present = FEC_COLUMNS.filter((column) => places.has(column));
	const found = [...present].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
	const wrong = present.findIndex((column, i) => found[i] !== column);
	if (wrong !== -1) {
		const parameters = { expected: present[wrong] ?? '', found: found[wrong] ?? '' };
		findings.add('column-misordered', 1, parameters);
	} else checkUnknown(names, places, present, findings);
}

/** Columns of the program's own may follow those of the text, not stand among them nor instead of them. */
function checkUnknown(
	names: readonly string[],
	places: ReadonlyMap<FecColumn, number>,
	present: readonly FecColumn[],
	findings: FecFindings
): void {
	const last = Math.max(...places.values());
	for (const [place, name] of names.entries()) {
		const lower = plainField(name);
		if (KNOWN_COLUMNS.has(lower) || ACCEPTED.has(lower)) continue;
		const next = present.find((column) => (places.get(column) ?? 0) > place);
		if (present.length < FEC_COLUMNS.length) findings.add('column-unknown', 1, { column: name });
		else if (place < last) {
			findings.add('column-misordered', 1, { expected: next ?? '', found: name });
		}
	}
}
