import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { arrayText, eachOf } from '#platform/server/database/array-text.ts';
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
async function writeKeys(context: OperationContext, keys: readonly ValueKey[]): Promise<void> {
	for (let at = 0; at < keys.length; at += CHUNK) {
		await writingKeys(context, keyTexts(keys.slice(at, at + CHUNK))).execute(context.tx);
	}
}

/** Keys as texts of arrays, by column. */
export interface KeyTexts {
	readonly fields: string;
	readonly people: string;
	readonly keys: string;
	readonly names: string;
}

export function keyTexts(all: readonly ValueKey[]): KeyTexts {
	return {
		fields: arrayText(all.map(({ fieldId }) => fieldId)),
		people: arrayText(all.map(({ personId }) => personId)),
		keys: arrayText(all.map(({ key }) => key)),
		names: arrayText(all.map(({ name }) => name))
	};
}

/** The statement that writes keys of people who have none yet. */
export function writingKeys(
	{ association }: Pick<OperationContext, 'association'>,
	{ fields, people, keys, names }: KeyTexts
) {
	return sql`
		INSERT INTO people.field_value (association_id, field_id, person_id, key, sort_name)
		SELECT ${association.id}::uuid, ${eachOf(fields, 'uuid')}, ${eachOf(people, 'uuid')},
			${eachOf(keys, 'text')}, ${eachOf(names, 'text')}`;
}
