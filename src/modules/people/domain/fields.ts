import type { Day } from '#shared/day.ts';
import { parseDay } from '#shared/day.ts';
import { cleanKind, cleanLanguage, cleanYesNo } from './choices.ts';
import type { Cleaned } from './cleaned.ts';
import { cleanLine, cleanLines, squeeze } from './cleaned.ts';
import { cleanEmail } from './email.ts';
import { cleanHonorific } from './honorific.ts';
import type { PersonRecord } from './person.ts';
import { cleanPhone } from './phone.ts';
import { cleanCountry, cleanPostcode } from './place.ts';

/** What reading a text may need beside it. */
export interface Reading {
	readonly today: Day;
	readonly country: string | null;
}

/** The fields that every person has; `extra` and `custom` hold the others. */
export type FieldName = Exclude<keyof PersonRecord, 'extra' | 'custom'>;

function cleanDay(text: string): Cleaned<Day> {
	if (squeeze(text) === '') return { value: null };
	const value = parseDay(squeeze(text));
	return value ? { value } : { fault: 'people.date-unreadable' };
}

function cleanBirthDate(text: string, { today }: Reading): Cleaned<Day> {
	const cleaned = cleanDay(text);
	if ('fault' in cleaned || cleaned.value === null || cleaned.value <= today) return cleaned;
	return { fault: 'people.birth-date-in-future' };
}

const MOST_CONTACTS = 7;

/** Several values, one a line or between semicolons or « ::: » (Google); each once. */
function cleanEach(text: string, clean: (one: string) => Cleaned<string>): Cleaned<string> {
	const values = new Set<string>();
	for (const one of text.split(/[\n;]|:::/)) {
		const cleaned = clean(one);
		if ('fault' in cleaned) return cleaned;
		if (cleaned.value !== null) values.add(cleaned.value);
	}
	if (values.size > MOST_CONTACTS) {
		return { fault: 'people.contacts-too-many', parameters: { limit: MOST_CONTACTS } };
	}
	return { value: [...values].join('\n') || null };
}

type Cleaner = (text: string, reading: Reading) => Cleaned<string | boolean>;

/** How the text of each field is read, in the order of forms, exports and previews. */
const CLEANERS: Readonly<Record<FieldName, Cleaner>> = {
	number: (text) => cleanLine(text, 20),
	kind: cleanKind,
	honorific: cleanHonorific,
	lastName: (text) => cleanLine(text, 100),
	firstName: (text) => cleanLine(text, 100),
	organisationName: (text) => cleanLine(text, 200),
	displayName: (text) => cleanLine(text, 250),
	email: cleanEmail,
	phone: cleanPhone,
	otherEmails: (text) => cleanEach(text, cleanEmail),
	otherPhones: (text) => cleanEach(text, cleanPhone),
	address: (text) => cleanLines(text, 500),
	postcode: (text, { country }) => cleanPostcode(text, country),
	city: (text) => cleanLine(text, 100),
	country: cleanCountry,
	birthDate: cleanBirthDate,
	joinedOn: cleanDay,
	category: (text) => cleanLine(text, 100),
	newsletter: cleanYesNo,
	language: cleanLanguage,
	notes: (text) => cleanLines(text, 10_000),
	emergencyContact: (text) => cleanLines(text, 500),
	restrictedNotes: (text) => cleanLines(text, 10_000)
};

export const FIELD_NAMES = Object.keys(CLEANERS) as readonly FieldName[];

/** Longest name of an imported column without a field, and longest text kept of it. */
export const EXTRA_LIMITS = { name: 100, value: 2_000 } as const;

export function cleanField(
	field: FieldName,
	text: string,
	reading: Reading
): Cleaned<string | boolean> {
	return CLEANERS[field](text, reading);
}

export function cleanExtra(text: string): Cleaned<string> {
	return cleanLines(text, EXTRA_LIMITS.value);
}
