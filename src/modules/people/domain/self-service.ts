import type { Changes } from './change.ts';
import type { FieldName } from './fields.ts';

/** What people may correct on their own record; their consents apart. */
export const SELF_FIELDS = [
	'honorific',
	'firstName',
	'lastName',
	'organisationName',
	'email',
	'phone',
	'otherEmails',
	'otherPhones',
	'address',
	'postcode',
	'city',
	'country',
	'birthDate',
	'language',
	'emergencyContact'
] as const satisfies readonly FieldName[];

export type SelfField = (typeof SELF_FIELDS)[number];

/** What members change that may wait for agreement: fields, and their photograph. */
export const APPROVED = [...SELF_FIELDS, 'photo'] as const;

/** Which corrections wait for somebody’s agreement: none, those of chosen fields, or all. */
export const APPROVALS = ['none', 'chosen', 'all'] as const;

export interface SelfService {
	readonly approval: (typeof APPROVALS)[number];
	/** With `chosen`: names of fields, `custom.<key>` for those of the association. */
	readonly fields: readonly string[];
}

/** Until the association says otherwise, members correct their records at once. */
export const OPEN_SELF_SERVICE: SelfService = { approval: 'none', fields: [] };

export function waits({ approval, fields }: SelfService, field: string): boolean {
	return approval === 'all' || (approval === 'chosen' && fields.includes(field));
}

/**
 * Parts the changes of a member in those made at once and those that wait. The display name is in neither:
 * it follows the names.
 */
export function partCorrections(
	changes: Changes,
	rule: SelfService
): { readonly now: Changes; readonly waiting: Changes } {
	const parted: Record<'now' | 'waiting', Record<string, Changes[string]>> = {
		now: {},
		waiting: {}
	};
	for (const [field, change] of Object.entries(changes)) {
		if (field !== 'displayName') parted[waits(rule, field) ? 'waiting' : 'now'][field] = change;
	}
	return parted;
}

/**
 * What waits once somebody has typed again: a field typed as it is kept waits no more; one typed as it waits
 * already still says what the record held when it was asked.
 */
export function stillWaiting(before: Changes, typed: readonly string[], waiting: Changes): Changes {
	const kept = Object.entries(before).filter(
		([field, [, after]]) => !typed.includes(field) || waiting[field]?.[1] === after
	);
	return { ...waiting, ...Object.fromEntries(kept) };
}
