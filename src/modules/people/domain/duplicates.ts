import { emailKey } from './email.ts';
import type { PersonRecord } from './person.ts';
import { sortName } from './person.ts';

/** A person that the association has already. */
export interface KnownPerson extends PersonRecord {
	readonly id: string;
	readonly version: number;
}

export type Identity = Pick<
	PersonRecord,
	| 'kind'
	| 'number'
	| 'firstName'
	| 'lastName'
	| 'organisationName'
	| 'displayName'
	| 'email'
	| 'birthDate'
>;

/** The folded words of a name in alphabetical order: `Inès Dubois` and `DUBOIS Ines` are the same. */
export function nameKey(person: Omit<Identity, 'number' | 'email' | 'birthDate'>): string {
	const name = sortName(person);
	const [first = '', second, ...others] = name.split(' ');
	// Two words, as most have, are in order by themselves.
	if (second === undefined) return first;
	if (others.length === 0) return first <= second ? name : `${second} ${first}`;
	return name.split(' ').sort().join(' ');
}

/** What tells who a person is; nothing where something is missing. */
export interface Signs {
	readonly number: string | null;
	/** E-mail and name. */
	readonly mailed: string | null;
	/** Birth date and name. */
	readonly born: string | null;
}

export function signsOf(person: Identity): Signs {
	const { number, birthDate } = person;
	const name = nameKey(person);
	return {
		number,
		mailed: person.email === null ? null : `${emailKey(person.email)} ${name}`,
		born: birthDate === null ? null : `${birthDate} ${name}`
	};
}

/**
 * Finds who a person already is: same number; else same e-mail **and** same name; else same name and
 * birth date. A shared e-mail with another first name is another person of the family, and a name
 * alone proves nothing. Costs one look-up per rule.
 */
export class Identities<T extends Compared> {
	readonly #byNumber: Index<T> = new Map();
	readonly #byEmail: Index<T> = new Map();
	readonly #byBirth: Index<T> = new Map();

	add(person: T, { number, mailed, born }: Signs): void {
		push(this.#byNumber, number, person);
		push(this.#byEmail, mailed, person);
		push(this.#byBirth, born, person);
	}

	withNumber(number: string): T | undefined {
		return allOf(this.#byNumber, number)[0];
	}

	/** Everybody whom the rules name: nobody, one person, or several whom only a human can tell apart. */
	find(person: Compared, { number, mailed, born }: Signs): readonly T[] {
		const numbered = allOf(this.#byNumber, number);
		if (numbered.length > 0) return numbered;
		const [byEmail, byBirth] = [allOf(this.#byEmail, mailed), allOf(this.#byBirth, born)];
		if (byEmail.length === 0 && byBirth.length === 0) return NOBODY;
		const others = new Set([...byEmail, ...byBirth]);
		return [...others].filter((match) => !contradicts(person, match));
	}
}

/** The same, of people whom an e-mail alone may name. */
export class KnownPeople<T extends Identity> extends Identities<T> {
	readonly #byEmailAlone: Index<T> = new Map();

	override add(person: T, signs = signsOf(person)): void {
		super.add(person, signs);
		push(this.#byEmailAlone, person.email && emailKey(person.email), person);
	}

	/** Everybody who has this e-mail, whatever their name. */
	withEmail(email: string): readonly T[] {
		return allOf(this.#byEmailAlone, emailKey(email));
	}
}

/** Two numbers, or two birth dates, that both are known and differ: two people with the same name. */
function contradicts(one: Compared, other: Compared): boolean {
	const numbers = one.number !== null && other.number !== null && one.number !== other.number;
	const births = one.birthDate !== null && other.birthDate !== null;
	return numbers || (births && one.birthDate !== other.birthDate);
}

/** Most people are found nowhere: no list is made for each of them. */
const NOBODY: readonly never[] = [];

type Compared = Pick<Identity, 'number' | 'birthDate'>;

/** Most keys are one person’s, who then stands without a list: a file may have a hundred thousand. */
type Index<T> = Map<string, T | Several<T>>;

class Several<T> {
	readonly all: T[];

	constructor(all: T[]) {
		this.all = all;
	}
}

function push<T>(index: Index<T>, key: string | null, value: T): void {
	if (key === null) return;
	const known = index.get(key);
	if (known === undefined) index.set(key, value);
	else if (known instanceof Several) known.all.push(value);
	else index.set(key, new Several([known, value]));
}

function allOf<T>(index: Index<T>, key: string | null): readonly T[] {
	if (key === null || index.size === 0) return NOBODY;
	const known = index.get(key);
	if (known === undefined) return NOBODY;
	return known instanceof Several ? known.all : [known];
}
