import type { FieldName } from '../domain/fields.ts';
import type { SelfField } from '../domain/self-service.ts';

const FIELDS = [
	'number',
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
	'birthDate',
	'joinedOn',
	'category',
	'notes',
	'emergencyContact',
	'restrictedNotes',
	'language'
] as const satisfies readonly FieldName[];

/** The fields of the form of a person, as typed: one left empty empties the field of the person. */
export function typedPerson(
	typed: Readonly<Record<string, string | undefined>>
): Record<string, string | boolean | null> {
	return {
		...Object.fromEntries(FIELDS.map((name) => [name, typed[name] ?? null])),
		kind: typed.kind ?? 'natural',
		newsletter: typed.newsletter !== undefined
	};
}

const OWN_FIELDS = [
	'honorific',
	'firstName',
	'lastName',
	'email',
	'phone',
	'otherEmails',
	'otherPhones',
	'address',
	'postcode',
	'city',
	'birthDate',
	'emergencyContact'
] as const satisfies readonly SelfField[];

/** The fields of the form by which people correct their own record, as typed. */
export function typedOwn(
	typed: Readonly<Record<string, string | undefined>>
): Record<string, string | null> {
	const fields = Object.fromEntries(OWN_FIELDS.map((name) => [name, typed[name] ?? null]));
	const { organisationName } = typed;
	return organisationName === undefined ? fields : { ...fields, organisationName };
}
