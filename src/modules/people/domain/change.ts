import type { FieldName } from './fields.ts';
import { FIELD_NAMES } from './fields.ts';
import type { PersonRecord } from './person.ts';

export type FieldValue = string | boolean | null;

/** What changed, by field: before, after. A column without a field is `extra.<its name>`. */
export type Changes = Readonly<Record<string, readonly [before: FieldValue, after: FieldValue]>>;

const EXTRA = 'extra.';

/** The changes that lead from one state of a person to another; empty when nothing differs. */
export function changesBetween(before: PersonRecord, after: PersonRecord): Changes {
	const changes: Record<string, readonly [FieldValue, FieldValue]> = {};
	for (const field of FIELD_NAMES) {
		if (before[field] !== after[field]) changes[field] = [before[field], after[field]];
	}
	for (const name of new Set([...Object.keys(before.extra), ...Object.keys(after.extra)])) {
		const [old, now] = [before.extra[name] ?? null, after.extra[name] ?? null];
		if (old !== now) changes[EXTRA + name] = [old, now];
	}
	return changes;
}

export function invert(changes: Changes): Changes {
	return Object.fromEntries(
		Object.entries(changes).map(([field, [before, after]]) => [field, [after, before]])
	);
}

/** The person once the changes are made. */
export function applyChanges(person: PersonRecord, changes: Changes): PersonRecord {
	const fields: Partial<Record<FieldName, FieldValue>> = {};
	const extra: Record<string, string> = { ...person.extra };
	for (const [field, [, after]] of Object.entries(changes)) {
		if (!field.startsWith(EXTRA)) fields[field as FieldName] = after;
		else if (after === null) delete extra[field.slice(EXTRA.length)];
		else extra[field.slice(EXTRA.length)] = String(after);
	}
	return { ...person, ...(fields as Partial<PersonRecord>), extra };
}
