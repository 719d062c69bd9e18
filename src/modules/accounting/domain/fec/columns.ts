import { isDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';

/** The eighteen fields of the file of accounting entries, in order (LPF, art. A. 47 A-1, VII-1°). */
export const FEC_COLUMNS = [
	'JournalCode',
	'JournalLib',
	'EcritureNum',
	'EcritureDate',
	'CompteNum',
	'CompteLib',
	'CompAuxNum',
	'CompAuxLib',
	'PieceRef',
	'PieceDate',
	'EcritureLib',
	'Debit',
	'Credit',
	'EcritureLet',
	'DateLet',
	'ValidDate',
	'Montantdevise',
	'Idevise'
] as const;
export type FecColumn = (typeof FEC_COLUMNS)[number];

/** Fields that the text lets stand empty: « à blanc si non utilisé ». */
export const OPTIONAL_COLUMNS: ReadonlySet<FecColumn> = new Set([
	'CompAuxNum',
	'CompAuxLib',
	'Debit',
	'Credit',
	'EcritureLet',
	'DateLet',
	'Montantdevise',
	'Idevise'
]);

/** Fields of cash-basis books (VIII-5° and 7°), where journal and account may be blank. */
export const CASH_BASIS_COLUMNS = ['DateRglt', 'ModeRglt', 'NatOp', 'IdClient'] as const;
export const BLANK_IN_CASH_BASIS: ReadonlySet<FecColumn> = new Set([
	'JournalCode',
	'JournalLib',
	'CompteNum'
]);

export const DATE_COLUMNS = ['EcritureDate', 'PieceDate', 'DateLet', 'ValidDate'] as const;

/** Other names of the same fields: « montant » and « sens » instead of debit and credit, and old spellings. */
export const ALIASES: ReadonlyMap<string, FecColumn> = new Map([
	['montant', 'Debit'],
	['sens', 'Credit'],
	['compteauxnum', 'CompAuxNum'],
	['compteauxlib', 'CompAuxLib']
]);

/** `20251231` → `2025-12-31`; `undefined` when no such day exists. */
export function parseFecDay(text: string): Day | undefined {
	if (text.length !== 8) return undefined;
	const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
	return isDay(iso) ? iso : undefined;
}

/** The day that another way of writing means, as the text wants it: `2025-12-31`, `31/12/2025`; `''` otherwise. */
export function meantFecDay(text: string): string {
	const match = /^(\d{4})[-/.](\d\d)[-/.](\d\d)$/.exec(text);
	const french = match ?? /^(\d\d)[-/.](\d\d)[-/.](\d{4})$/.exec(text);
	if (!french) return '';
	const [, first = '', month = '', last = ''] = french;
	const day = match ? first + month + last : last + month + first;
	return parseFecDay(day) ? day : '';
}

export function toFecDay(day: Day): string {
	return day.replaceAll('-', '');
}
