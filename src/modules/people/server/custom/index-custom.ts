import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { isIndexed } from '#modules/people/domain/custom/custom-field.ts';
import { sortKeys } from '#modules/people/domain/custom/custom-text.ts';
import type { PersonRecord } from '#modules/people/domain/person.ts';
import { sortName } from '#modules/people/domain/person.ts';
import { customFields } from './field-row.ts';

interface Stored {
	readonly id: string;
	readonly person: PersonRecord;
}

/** Writes the keys by which lists sort and filter people on the association’s own fields. */
export async function indexCustom(
	{ tx, association }: OperationContext,
	people: readonly Stored[],
	replacing = false
): Promise<void> {
	const rows: { fieldId: string; personId: string; key: string; name: string }[] = [];
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
	if (replacing && people.length > 0) {
		await sql`
			DELETE FROM people.field_value v
			WHERE v.person_id = ANY(${people.map(({ id }) => id)}::uuid[])`.execute(tx);
	}
	if (rows.length === 0) return;
	await sql`
		INSERT INTO people.field_value (association_id, field_id, person_id, key, sort_name)
		SELECT ${association.id}::uuid, r.field_id, r.person_id, r.key, r.name
		FROM unnest(${rows.map(({ fieldId }) => fieldId)}::uuid[],
			${rows.map(({ personId }) => personId)}::uuid[], ${rows.map(({ key }) => key)}::text[],
			${rows.map(({ name }) => name)}::text[])
			AS r(field_id, person_id, key, name)
		ON CONFLICT DO NOTHING`.execute(tx);
}
