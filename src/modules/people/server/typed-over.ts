import type { Changes, FieldValue } from '../domain/change.ts';
import type { CustomValues } from '../domain/custom/custom-field.ts';
import { FIELD_NAMES } from '../domain/fields.ts';
import type { PersonRecord } from '../domain/person.ts';
import type { PersonRow } from './person-row.ts';

/** What somebody typed, as it would be stored, by the name of a field as changes have it. */
export type TypedFields = Map<string, FieldValue>;

/**
 * @param fields those that were given, read; imported columns are left out
 * @param keys of the association’s own fields that were given
 */
export function typedByField(
	fields: Partial<PersonRecord>,
	custom: CustomValues,
	keys: readonly string[]
): TypedFields {
	return new Map<string, FieldValue>([
		...Object.entries(fields).filter((one): one is [string, FieldValue] => one[0] !== 'extra'),
		...keys.map((key) => [`custom.${key}`, custom[key] ?? null] as const)
	]);
}

/** Takes out of what was typed the fields given back as they were read, which others have changed since. */
export function leaveAlone(mine: TypedFields, since: Changes): void {
	for (const [field, [before]] of Object.entries(since)) {
		if (mine.get(field) === before) mine.delete(field);
	}
}

/** What was typed, except where the editor left alone what somebody else has changed since. */
export function typedOver(
	current: PersonRow,
	typed: PersonRow,
	mine: ReadonlyMap<string, FieldValue>
): PersonRow {
	const kept = Object.fromEntries(
		FIELD_NAMES.filter((field) => !mine.has(field)).map((field) => [field, current[field]])
	);
	const custom: Record<string, string> = { ...current.custom };
	for (const [field, value] of mine) {
		if (!field.startsWith('custom.')) continue;
		const key = field.slice('custom.'.length);
		if (value === null) delete custom[key];
		else custom[key] = String(value);
	}
	return { ...typed, ...kept, custom };
}
