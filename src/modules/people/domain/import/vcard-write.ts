import type { FieldName } from '../fields.ts';
import type { PersonRecord } from '../person.ts';
import { dataUri } from '../photo.ts';
import { escapeText, foldAscii, foldLine } from './vcard-text.ts';

/** What vCard has no property for, under names of our own (RFC 6350, §6.10). */
export const OWN_PROPERTIES: readonly (readonly [property: string, field: FieldName])[] = [
	['X-ESSAIM-NUMBER', 'number'],
	['X-ESSAIM-JOINED-ON', 'joinedOn'],
	['X-ESSAIM-CATEGORY', 'category'],
	['X-ESSAIM-NEWSLETTER', 'newsletter'],
	['X-ESSAIM-EMERGENCY-CONTACT', 'emergencyContact'],
	['X-ESSAIM-RESTRICTED-NOTES', 'restrictedNotes']
];

/** Says that a card is ours, and hence whole: nothing of it is to be guessed. */
export const PRODUCT = '-//Essaim//People//FR';

interface BesideRecord {
	readonly groups: readonly string[];
	readonly others: Readonly<Record<string, string>>;
	/** JPEG. */
	readonly photo?: Uint8Array | undefined;
}

/** A person as a vCard 4 (RFC 6350), which `readVcards` reads back whole. */
export function writeVcard(person: PersonRecord, { groups, others, photo }: BesideRecord): string {
	const parts = (...values: readonly (string | null)[]) =>
		values.map((value) => escapeText(value ?? '')).join(';');
	const lines: string[] = ['BEGIN:VCARD', 'VERSION:4.0', `PRODID:${PRODUCT}`];
	const put = (property: string, value: string | null) => {
		if (value) lines.push(`${property}:${value}`);
	};
	put('KIND', person.kind === 'legal' ? 'org' : 'individual');
	put('FN', escapeText(person.displayName));
	if (person.lastName || person.firstName || person.honorific) {
		put('N', `${parts(person.lastName, person.firstName, null, person.honorific)};`);
	}
	put('ORG', person.organisationName && escapeText(person.organisationName));
	for (const email of [person.email, ...linesOf(person.otherEmails)]) put('EMAIL', email);
	for (const phone of [person.phone, ...linesOf(person.otherPhones)]) {
		put('TEL;VALUE=uri', phone && `tel:${phone}`);
	}
	if (person.address || person.city || person.postcode || person.country) {
		const { address, city, postcode, country } = person;
		put('ADR', `;;${parts(address, city)};;${parts(postcode, country)}`);
	}
	put('BDAY', person.birthDate && person.birthDate.replaceAll('-', ''));
	put('LANG', person.language);
	put('NOTE', person.notes && escapeText(person.notes));
	put('CATEGORIES', groups.map(escapeText).join(','));
	for (const [property, field] of OWN_PROPERTIES) {
		const value = person[field];
		put(property, typeof value === 'boolean' ? (value ? '1' : null) : value && escapeText(value));
	}
	for (const [name, text] of Object.entries(others)) put('X-ESSAIM-EXTRA', parts(name, text));
	const picture = photo ? foldAscii(`PHOTO:${dataUri(photo)}`) : '';
	return `${lines.map(foldLine).join('')}${picture}END:VCARD\r\n`;
}

function linesOf(text: string | null): string[] {
	return text === null ? [] : text.split('\n');
}
