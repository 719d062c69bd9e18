import { sql } from 'kysely';
import { derivedKeys } from '../domain/person.ts';
import type { PersonRecord } from '../domain/person.ts';

/** A person as they are to be stored: one statement writes hundreds. */
export interface Stored {
	readonly id: string;
	readonly person: PersonRecord;
}

const COLUMNS: Readonly<Record<string, string>> = {
	kind: 'text',
	number: 'text',
	honorific: 'text',
	first_name: 'text',
	last_name: 'text',
	organisation_name: 'text',
	display_name: 'text',
	email: 'text',
	phone: 'text',
	other_emails: 'text',
	other_phones: 'text',
	address: 'text',
	postcode: 'text',
	city: 'text',
	country: 'text',
	birth_date: 'date',
	joined_on: 'date',
	newsletter: 'boolean',
	category: 'text',
	language: 'text',
	notes: 'text',
	emergency_contact: 'text',
	restricted_notes: 'text',
	extra: 'jsonb',
	custom: 'jsonb',
	sort_name: 'text',
	sort_city: 'text',
	email_key: 'text',
	search: 'text'
};

export const COLUMN_NAMES = Object.keys(COLUMNS);
export const listOf = (columns: readonly string[]) => sql.raw(columns.join(', '));
/** What casts a text to the type of a column. */
export const typeOf = (column: string) => COLUMNS[column] ?? 'text';
export const typesOf = (columns: readonly string[]) =>
	sql.raw(columns.map((name) => `${name} ${COLUMNS[name]}`).join(', '));
/** A row to be, by column; what a person doesn’t have is left out. */
export type Row = Record<string, unknown> & { sort_name: string; sort_city: string | undefined };

export function toRow({ id, person }: Stored, version?: number): Row {
	const keys = derivedKeys(person);
	return {
		id,
		version,
		kind: person.kind,
		number: person.number ?? undefined,
		honorific: person.honorific ?? undefined,
		first_name: person.firstName ?? undefined,
		last_name: person.lastName ?? undefined,
		organisation_name: person.organisationName ?? undefined,
		display_name: person.displayName,
		email: person.email ?? undefined,
		phone: person.phone ?? undefined,
		other_emails: person.otherEmails ?? undefined,
		other_phones: person.otherPhones ?? undefined,
		address: person.address ?? undefined,
		postcode: person.postcode ?? undefined,
		city: person.city ?? undefined,
		country: person.country ?? undefined,
		birth_date: person.birthDate ?? undefined,
		joined_on: person.joinedOn ?? undefined,
		newsletter: person.newsletter,
		category: person.category ?? undefined,
		language: person.language ?? undefined,
		notes: person.notes ?? undefined,
		emergency_contact: person.emergencyContact ?? undefined,
		restricted_notes: person.restrictedNotes ?? undefined,
		extra: person.extra,
		custom: person.custom,
		sort_name: keys.sortName,
		sort_city: keys.sortCity ?? undefined,
		email_key: keys.emailKey ?? undefined,
		search: keys.search
	};
}

/** Puts the words of the name and the place of a row with those that are to be learnt. */
export function addWords(
	words: Set<string>,
	{ sort_name: name, sort_city: city }: Pick<Row, 'sort_name' | 'sort_city'>
): void {
	for (const word of name.split(' ')) words.add(word);
	for (const word of city?.split(' ') ?? []) words.add(word);
}
