import type { AccountKind } from './account.ts';

export type JournalKind =
	'purchases' | 'sales' | 'bank' | 'cash' | 'miscellaneous' | 'opening' | 'closing';

/** The journals that every association starts with; a message names each, `accounting_journal_<kind>`. */
export const DEFAULT_JOURNALS: readonly { readonly code: string; readonly kind: JournalKind }[] = [
	{ code: 'ACH', kind: 'purchases' },
	{ code: 'VTE', kind: 'sales' },
	{ code: 'BQ', kind: 'bank' },
	{ code: 'CA', kind: 'cash' },
	{ code: 'OD', kind: 'miscellaneous' },
	{ code: 'AN', kind: 'opening' },
	{ code: 'CL', kind: 'closing' }
];

/** The kinds that an association may add journals of; openings and closings keep to one. */
export const OWN_JOURNAL_KINDS = ['purchases', 'sales', 'bank', 'cash', 'miscellaneous'] as const;

/** The journal of a plain entry, by the account that the money moves through. */
export function journalKindFor(means: AccountKind): JournalKind {
	return means === 'cash' ? 'cash' : 'bank';
}

/** `BQ-2026-0412`: journal, fiscal year, then the number that follows without a gap. */
export function entryNumber(journalCode: string, yearCode: string, number: number): string {
	return `${journalCode}-${yearCode}-${String(number).padStart(4, '0')}`;
}
