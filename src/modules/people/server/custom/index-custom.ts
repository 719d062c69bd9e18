import { sql } from 'kysely';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { isIndexed } from '#modules/people/domain/custom/custom-field.ts';
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

/** The keys by which lists sort and filter people on the association’s own fields. */
export async function valueKeys(tx: Tx, people: readonly Stored[]): Promise<ValueKey[]> {
	const rows: ValueKey[] = [];
	const filled = people.filter(({ person }) => Object.keys(person.custom).length > 0);
	if (filled.length > 0) {
		const fields = (await customFields(tx)).filter(({ kind }) => isIndexed(kind));
		for (const { id, person } of filled) {
			const name = sortName(person);
			for (const field of fields) {
				const value = person.custom[field.key];
				if (value === undefined) continue;
				for (const key of sortKeys(field, value))
					rows.push({ fieldId: field.id, personId: id, key, name });
			}
		}
	}
	return rows;
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
	await writeKeys(context, await valueKeys(context.tx, people));
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
