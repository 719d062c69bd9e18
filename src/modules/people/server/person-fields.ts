import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import type { FieldName } from '../domain/fields.ts';
import { cleanExtra, cleanField, EXTRA_LIMITS, FIELD_NAMES } from '../domain/fields.ts';
import type { PersonRecord } from '../domain/person.ts';
import { PERSON_KINDS } from '../domain/person.ts';
import { cleanCountry } from '../domain/place.ts';

const text = z.string().max(20_000).nullish();

/**
 * The fields of a person as people type them: days `31/12/1990` or `1990-12-31`, telephones with or
 * without spaces. An empty text or `null` empties the field; a field left out stays as it is.
 */
export const personFields = z.strictObject({
	kind: z.enum(PERSON_KINDS).optional(),
	number: text,
	/** `M.`, `Mme`, or what they go by. */
	honorific: text,
	firstName: text,
	lastName: text,
	organisationName: text,
	displayName: text,
	email: text,
	phone: text,
	otherEmails: text,
	otherPhones: text,
	address: text,
	postcode: text,
	city: text,
	country: text,
	birthDate: text,
	joinedOn: text,
	newsletter: z.boolean().optional(),
	category: text,
	language: text,
	notes: text,
	emergencyContact: text,
	restrictedNotes: text,
	extra: z.record(z.string().min(1).max(EXTRA_LIMITS.name), z.string().max(20_000)).optional(),
	/** Values of the association’s own fields, by key; several answers as a list. */
	custom: z
		.record(
			z.string().min(1).max(60),
			z.union([
				z.string().max(20_000),
				z.number(),
				z.boolean(),
				z.array(z.string().max(1_000)).max(200),
				z.null()
			])
		)
		.optional()
});
export type PersonFields = z.output<typeof personFields>;

export const personRecord = z.object({
	kind: z.enum(PERSON_KINDS),
	number: z.string().nullable(),
	honorific: z.string().nullable(),
	firstName: z.string().nullable(),
	lastName: z.string().nullable(),
	organisationName: z.string().nullable(),
	displayName: z.string(),
	email: z.string().nullable(),
	phone: z.string().nullable(),
	/** One a line. */
	otherEmails: z.string().nullable(),
	otherPhones: z.string().nullable(),
	address: z.string().nullable(),
	postcode: z.string().nullable(),
	city: z.string().nullable(),
	country: z.string().nullable(),
	birthDate: z.string().nullable(),
	joinedOn: z.string().nullable(),
	newsletter: z.boolean(),
	category: z.string().nullable(),
	language: z.string().nullable(),
	notes: z.string().nullable(),
	emergencyContact: z.string().nullable(),
	/** `null` for whoever may not write the records. */
	restrictedNotes: z.string().nullable(),
	extra: z.record(z.string(), z.string()),
	/** By key of field: decimals with a point, cents, days, `true`, keys of answers one a line, ids. */
	custom: z.record(z.string(), z.string())
});

/**
 * Reads what was typed to what is stored, all but `custom`.
 * @param faults those of the association’s own fields, to be told together
 * @throws {Refusal} `people.fields-invalid` with a fault per field
 */
export function readFields(
	typed: PersonFields,
	today: Day,
	faults: Fault[] = []
): Partial<PersonRecord> {
	const values: Partial<Record<FieldName, string | boolean | null>> = {};
	const countryRead = cleanCountry(typed.country ?? '');
	const country = 'value' in countryRead ? countryRead.value : null;
	for (const field of FIELD_NAMES) {
		const value = typed[field];
		if (value === undefined) continue;
		if (typeof value === 'boolean') {
			values[field] = value;
			continue;
		}
		const cleaned = cleanField(field, value ?? '', { today, country });
		if ('value' in cleaned) values[field] = cleaned.value;
		else faults.push({ path: field, code: cleaned.fault, parameters: cleaned.parameters });
	}
	const extra = typed.extra && readExtra(typed.extra, faults);
	if (faults.length > 0) {
		throw new Refusal('invalid', 'people.fields-invalid', { count: faults.length }, faults);
	}
	if (values.displayName === null) delete values.displayName;
	return { ...(values as Partial<PersonRecord>), ...(extra && { extra }) };
}

function readExtra(typed: Readonly<Record<string, string>>, faults: Fault[]) {
	const extra: Record<string, string> = {};
	for (const [name, text] of Object.entries(typed)) {
		const cleaned = cleanExtra(text);
		if ('fault' in cleaned) {
			faults.push({
				path: `extra.${name}`,
				code: cleaned.fault,
				parameters: cleaned.parameters
			});
		} else if (cleaned.value !== null) extra[name] = cleaned.value;
	}
	return extra;
}
