import type { FieldName } from './fields.ts';
import { FIELD_NAMES } from './fields.ts';
import type { PersonRecord } from './person.ts';

export type FieldValue = string | boolean | null;

/** What changed, by field: before, after. A column without a field is `extra.<its name>`. */
export type Changes = Readonly<Record<string, readonly [before: FieldValue, after: FieldValue]>>;

/** The parts of a record that hold values by name, and how a change names one: `extra.Tarif`. */
const BAGS = ['extra', 'custom'] as const;

/** The changes that lead from one state of a person to another; empty when nothing differs. */
export function changesBetween(before: PersonRecord, after: PersonRecord): Changes {
	const changes: Record<string, readonly [FieldValue, FieldValue]> = {};
	for (const field of FIELD_NAMES) {
		if (before[field] !== after[field]) changes[field] = [before[field], after[field]];
	}
	for (const bag of BAGS) {
		if (before[bag] === after[bag]) continue;
		for (const name of new Set([...Object.keys(before[bag]), ...Object.keys(after[bag])])) {
			const [old, now] = [before[bag][name] ?? null, after[bag][name] ?? null];
			if (old !== now) changes[`${bag}.${name}`] = [old, now];
		}
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
	const bags: Record<string, Record<string, string>> = {
		extra: { ...person.extra },
		custom: { ...person.custom }
	};
	for (const [field, [, after]] of Object.entries(changes)) {
		const [name = '', key] = field.split(/\.(.*)/s);
		const bag = key === undefined ? undefined : bags[name];
		if (!bag || key === undefined) fields[field as FieldName] = after;
		else if (after === null) delete bag[key];
		else bag[key] = String(after);
	}
	return { ...person, ...(fields as Partial<PersonRecord>), ...bags };
}
