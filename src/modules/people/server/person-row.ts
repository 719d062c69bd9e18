import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { KnownPerson } from '../domain/duplicates.ts';

/** The columns of `people.person p` that make a `PersonRow`. */
export const PERSON_COLUMNS = sql`
	p.id, p.version, p.kind, p.number, p.honorific, p.first_name AS "firstName", p.last_name AS "lastName",
	p.organisation_name AS "organisationName", p.display_name AS "displayName", p.email, p.phone,
	p.other_emails AS "otherEmails", p.other_phones AS "otherPhones",
	p.address, p.postcode, p.city, p.country, p.birth_date AS "birthDate", p.joined_on AS "joinedOn",
	p.newsletter, p.category, p.language, p.notes, p.emergency_contact AS "emergencyContact",
	p.restricted_notes AS "restrictedNotes", p.extra, p.custom`;

export interface PersonRow extends KnownPerson {
	readonly archivedAt: Date | null;
	readonly createdAt: Date;
	readonly updatedAt: Date;
}

export const ROW_COLUMNS = sql`${PERSON_COLUMNS}, p.archived_at AS "archivedAt",
	p.created_at AS "createdAt", p.updated_at AS "updatedAt"`;

/** @throws {Refusal} `people.person-not-found` */
export async function loadPerson(tx: Tx, id: string): Promise<PersonRow> {
	const { rows } = await sql<PersonRow>`
		SELECT ${ROW_COLUMNS} FROM people.person p WHERE p.id = ${id}`.execute(tx);
	return rows[0] ?? refuseUnknown();
}

/** The same, held until the end of the transaction: whoever edits at the same time waits. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow> {
	const { rows } = await sql<PersonRow>`
		SELECT ${ROW_COLUMNS} FROM people.person p WHERE p.id = ${id} FOR UPDATE`.execute(tx);
	return rows[0] ?? refuseUnknown();
}

export function refuseUnknown(): never {
	throw new Refusal('not-found', 'people.person-not-found');
}
