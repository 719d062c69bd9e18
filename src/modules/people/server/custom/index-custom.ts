import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { isIndexed, type CustomField } from '#modules/people/domain/custom/custom-field.ts';
import { sortKeys } from '#modules/people/domain/custom/custom-text.ts';
import type { PersonRecord } from '#modules/people/domain/person.ts';
import { sortName } from '#modules/people/domain/person.ts';
import { customFields } from './field-row.ts';

interface Stored {
	readonly id: string;
	readonly person: PersonRecord;
}

/** A value of somebody as lists sort and filter by it. */
export interface ValueKey {
	readonly fieldId: string;
	readonly personId: string;
	readonly key: string;
	/** Of the person: `sortName`. */
	readonly name: string;
}

/** The keys by which lists sort and filter people on the association’s own fields, given all of these. */
export function* valueKeys(
	fields: readonly CustomField[],
	people: readonly Stored[]
): Generator<ValueKey> {
	const indexed = fields.filter(({ kind }) => isIndexed(kind));
	for (const { id: personId, person } of people) {
		const filled = indexed.filter((field) => person.custom[field.key] !== undefined);
		if (filled.length === 0) continue;
		const name = sortName(person);
		for (const field of filled) {
			for (const key of sortKeys(field, person.custom[field.key] ?? '')) {
				yield { fieldId: field.id, personId, key, name };
			}
		}
	}
}

/** Writes the keys of people again. */
export async function replaceKeys(
	context: OperationContext,
	people: readonly Stored[]
): Promise<void> {
	if (people.length === 0) return;
	await sql`
		DELETE FROM people.field_value v
		WHERE v.person_id = ANY(${people.map(({ id }) => id)}::uuid[])`.execute(context.tx);
	await writeKeys(context, [...valueKeys(await customFields(context.tx), people)]);
}

// Parameters of a statement are held whole by both sides.
const CHUNK = 10_000;

/** Writes keys of people who have none yet. */
export async function writeKeys(
	{ tx, association }: OperationContext,
	all: readonly ValueKey[]
): Promise<void> {
	for (let at = 0; at < all.length; at += CHUNK) {
		const rows = all.slice(at, at + CHUNK);
		await sql`
		INSERT INTO people.field_value (association_id, field_id, person_id, key, sort_name)
		SELECT ${association.id}::uuid, r.field_id, r.person_id, r.key, r.name
		FROM unnest(${rows.map(({ fieldId }) => fieldId)}::uuid[],
			${rows.map(({ personId }) => personId)}::uuid[], ${rows.map(({ key }) => key)}::text[],
			${rows.map(({ name }) => name)}::text[])
			AS r(field_id, person_id, key, name)
		ON CONFLICT DO NOTHING`.execute(tx);
	}
}
