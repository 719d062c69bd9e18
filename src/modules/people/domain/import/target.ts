import type { CustomField } from '../custom/custom-field.ts';
import type { FieldName } from '../fields.ts';
import { FIELD_NAMES } from '../fields.ts';

/**
 * What a column of a file may be besides a field:
 * `fullNameLastFirst` / `fullNameFirstLast`: both names in one cell;
 * `orderedOn`: the day of an order, which is the day of joining only when none is known;
 * `payerEmail`, `payerFirstName`, `payerLastName`: who paid, perhaps a parent. The payer's e-mail
 * becomes the person's when the payer is the person or when no e-mail is known, and never replaces one;
 * `groups`: names of groups, see `splitGroupNames`;
 * `keep`: kept and shown as information under its header; `ignore`: left out.
 */
const SPECIAL_TARGETS = [
	'fullNameLastFirst',
	'fullNameFirstLast',
	'orderedOn',
	'payerEmail',
	'payerFirstName',
	'payerLastName',
	'groups',
	'keep',
	'ignore'
] as const;

/** `custom.<key>` is a field of the association’s own. */
export type ImportTarget = FieldName | (typeof SPECIAL_TARGETS)[number] | `custom.${string}`;

/** The targets that every association has. */
export const IMPORT_TARGETS = [...FIELD_NAMES, ...SPECIAL_TARGETS] as const;

/** A column can’t say which file or whose record is meant, nor what is worked out. */
export function isImportable({ kind }: Pick<CustomField, 'kind'>): boolean {
	return kind !== 'file' && kind !== 'person' && kind !== 'computed';
}

/** One target per column, in the order of the file. */
export type ImportMapping = readonly ImportTarget[];

// Street lines and notes often come in several columns: they are put one under the other.
const REPEATABLE: ReadonlySet<ImportTarget> = new Set([
	'address',
	'notes',
	'otherEmails',
	'otherPhones',
	'groups',
	'keep',
	'ignore'
]);

export function isRepeatable(target: ImportTarget): boolean {
	return REPEATABLE.has(target);
}

const NAMING: ReadonlySet<ImportTarget> = new Set([
	'lastName',
	'firstName',
	'organisationName',
	'displayName',
	'fullNameLastFirst',
	'fullNameFirstLast'
]);

export function namesSomebody(mapping: ImportMapping): boolean {
	return mapping.some((target) => NAMING.has(target));
}

/** Without a name, a number or an e-mail still says which person known already a line is about. */
export function identifiesSomebody(mapping: ImportMapping): boolean {
	return namesSomebody(mapping) || mapping.includes('number') || mapping.includes('email');
}

/** The first target given to two columns that only one may have. */
export function repeatedTarget(mapping: ImportMapping): ImportTarget | undefined {
	return mapping.find(
		(target, index) => !isRepeatable(target) && mapping.indexOf(target) !== index
	);
}
