import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import type { CustomValues } from './custom/custom-field.ts';
import { emailKey } from './email.ts';
import { phoneDigits } from './phone.ts';

/** `natural`: a human being; `legal`: an organisation (association, company, public body). */
export const PERSON_KINDS = ['natural', 'legal'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** What is known of a person; `null` is "not known". A person exists without a login. */
export interface PersonRecord {
	readonly kind: PersonKind;
	/** Member number: unique in the association, a text of at most 20 characters. */
	readonly number: string | null;
	/** `M.`, `Mme`, or what they go by. */
	readonly honorific: string | null;
	readonly firstName: string | null;
	readonly lastName: string | null;
	readonly organisationName: string | null;
	/** How the person is called on every page; stays as it was written or imported. */
	readonly displayName: string;
	/** May be shared by a family: never unique, never an identity on its own. */
	readonly email: string | null;
	/** E.164. */
	readonly phone: string | null;
	/** Further ones, one a line; never without a first one. */
	readonly otherEmails: string | null;
	/** E.164, one a line; never without a first one. */
	readonly otherPhones: string | null;
	/** Street lines, separated by line feeds. */
	readonly address: string | null;
	readonly postcode: string | null;
	readonly city: string | null;
	/** ISO 3166-1, two letters. */
	readonly country: string | null;
	readonly birthDate: Day | null;
	readonly joinedOn: Day | null;
	/** The consent to receive the newsletter (GDPR article 7). */
	readonly newsletter: boolean;
	readonly category: string | null;
	/** ISO 639. */
	readonly language: string | null;
	readonly notes: string | null;
	/** Whom to call, as written: name, tie, telephone. */
	readonly emergencyContact: string | null;
	/** Only whoever writes the records sees them. */
	readonly restrictedNotes: string | null;
	/** Imported columns that have no field yet, by their header. */
	readonly extra: Readonly<Record<string, string>>;
	/** Values of the association’s own fields, by key: see `custom/`. */
	readonly custom: CustomValues;
}

type Named = Pick<PersonRecord, 'kind' | 'firstName' | 'lastName' | 'organisationName'>;

/** `Inès Dubois`, or the name of the organisation; empty when nothing is known. */
export function displayName(person: Named): string {
	const human = [person.firstName, person.lastName].filter(Boolean).join(' ');
	const organisation = person.organisationName ?? '';
	return person.kind === 'legal' ? organisation || human : human || organisation;
}

/** The same person with no further e-mail or telephone before a first one, and none twice. */
export function primaryFirst<T extends PersonRecord>(person: T): T {
	if (person.otherEmails === null && person.otherPhones === null) return person;
	const [email, otherEmails] = firstOf(person.email, person.otherEmails);
	const [phone, otherPhones] = firstOf(person.phone, person.otherPhones);
	return { ...person, email, otherEmails, phone, otherPhones };
}

function firstOf(first: string | null, others: string | null): [string | null, string | null] {
	const all = [...new Set([first, ...(others?.split('\n') ?? [])].filter((one) => one !== null))];
	return [all[0] ?? null, all.slice(1).join('\n') || null];
}

/** The order of lists and the identity of a name: folded, family name first. */
export function sortName(person: Named & Pick<PersonRecord, 'displayName'>): string {
	const human = [person.lastName, person.firstName].filter(Boolean).join(' ');
	const organisation = person.organisationName ?? '';
	const name = person.kind === 'legal' ? organisation || human : human || organisation;
	return fold(name) || fold(person.displayName) || person.displayName.toLowerCase();
}

/** What the database keeps beside the record, to sort, to find and to compare. */
export interface DerivedKeys {
	readonly sortName: string;
	readonly sortCity: string | null;
	readonly emailKey: string | null;
	/** Folded words between spaces: names, e-mail, number, city, digits of the telephone. */
	readonly search: string;
}

export function derivedKeys(person: PersonRecord): DerivedKeys {
	const name = sortName(person);
	const sortCity = person.city === null ? null : fold(person.city) || null;
	const { displayName: shown, organisationName: organisation, email, number, city } = person;
	const { otherEmails, otherPhones, phone } = person;
	const others = fold([shown, organisation, email, otherEmails, number, city].join(' '));
	const phones = [phone, ...(otherPhones?.split('\n') ?? [])].filter((one) => one !== null);
	const digits = phones.map(phoneDigits).join(' ');
	const words = `${name} ${others} ${digits}`
		.split(' ')
		.filter((word, at, all) => word !== '' && all.indexOf(word) === at);
	return {
		sortName: name,
		sortCity,
		emailKey: person.email === null ? null : emailKey(person.email),
		search: ` ${words.join(' ')} `
	};
}

/**
 * The `LIKE` patterns that a row must all match for what was typed: each word anywhere, except short
 * figures, which must open a word (`42` finds number 42, not every telephone with 42 in it), and a
 * telephone typed with spaces or its country code, which is one word.
 */
export function searchPatterns(typed: string): string[] {
	return searchWords(typed).map(patternOf);
}

/**
 * The same, each word with those that are near it: a row matches one pattern of each word.
 * @param near known words by typed word
 */
export function nearPatterns(
	typed: string,
	near: ReadonlyMap<string, readonly string[]>
): string[][] {
	return searchWords(typed).map((word) => [
		patternOf(word),
		...(near.get(word) ?? []).map((known) => `% ${known} %`)
	]);
}

function searchWords(typed: string): string[] {
	const compact = typed.replace(/[\s.\-/()]/g, '').replace(/^(\+|00)33/, '0');
	const words = /^\+?\d{4,}$/.test(compact) ? [compact.replace('+', '')] : fold(typed).split(' ');
	return words.filter((word) => word !== '').slice(0, 8);
}

function patternOf(word: string): string {
	return /^\d{1,3}$/.test(word) ? `% ${word}%` : `%${word}%`;
}
