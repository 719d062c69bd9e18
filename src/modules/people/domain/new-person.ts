import { changesBetween, type Changes } from './change.ts';
import { displayName, primaryFirst, type PersonRecord } from './person.ts';

/** Of whom nothing is known. */
const NOBODY: PersonRecord = {
	kind: 'natural',
	number: null,
	honorific: null,
	firstName: null,
	lastName: null,
	organisationName: null,
	displayName: '',
	email: null,
	phone: null,
	otherEmails: null,
	otherPhones: null,
	address: null,
	postcode: null,
	city: null,
	country: null,
	birthDate: null,
	joinedOn: null,
	newsletter: false,
	category: null,
	language: null,
	notes: null,
	emergencyContact: null,
	restrictedNotes: null,
	extra: {},
	custom: {}
};

/** A new person from what is known of them. */
export function newPerson(values: Partial<PersonRecord>): PersonRecord {
	const person = { ...NOBODY, ...values };
	person.displayName ||= displayName(person);
	return primaryFirst(person);
}

/** What somebody new fills in. */
export function createdFields(person: PersonRecord): Changes {
	return changesBetween(NOBODY, person);
}

/** What is known of a person: the rest is left out. */
export function filledIn(person: PersonRecord): Partial<PersonRecord> {
	const known: Record<string, unknown> = {};
	for (const name of NAMES) {
		const value = person[name];
		if (value === NOBODY[name] || (isBag(name) && Object.keys(person[name]).length === 0)) continue;
		known[name] = value;
	}
	return known;
}

const NAMES = Object.keys(NOBODY) as readonly (keyof PersonRecord)[];

function isBag(name: keyof PersonRecord): name is 'extra' | 'custom' {
	return name === 'extra' || name === 'custom';
}

/** The person of whom only so much is known. */
export function wholePerson(known: Partial<PersonRecord>): PersonRecord {
	return { ...NOBODY, ...known };
}
