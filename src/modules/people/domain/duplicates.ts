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
	return sortName(person).split(' ').sort().join(' ');
}

/**
 * Finds who a person already is: same number; else same e-mail **and** same name; else same name and
 * birth date. A shared e-mail with another first name is another person of the family, and a name
 * alone proves nothing. Costs one look-up per rule.
 */
export class KnownPeople<T extends Identity> {
	readonly #byNumber = new Map<string, T[]>();
	readonly #byEmail = new Map<string, T[]>();
	readonly #byEmailAlone = new Map<string, T[]>();
	readonly #byBirth = new Map<string, T[]>();

	/** @param name their `nameKey`, when it is known already */
	add(person: T, name = nameKey(person)): void {
		const { number, email, birthDate } = person;
		if (number !== null) push(this.#byNumber, number, person);
		if (email !== null) {
			push(this.#byEmail, `${emailKey(email)} ${name}`, person);
			push(this.#byEmailAlone, emailKey(email), person);
		}
		if (birthDate !== null) push(this.#byBirth, `${birthDate} ${name}`, person);
	}

	withNumber(number: string): T | undefined {
		return this.#byNumber.get(number)?.[0];
	}

	/** Everybody who has this e-mail, whatever their name. */
	withEmail(email: string): readonly T[] {
		return this.#byEmailAlone.get(emailKey(email)) ?? [];
	}

	/** Everybody whom the rules name: nobody, one person, or several whom only a human can tell apart. */
	find(person: Identity, name = nameKey(person)): readonly T[] {
		const { number, email, birthDate } = person;
		const found = new Set<T>();
		if (number !== null) for (const match of this.#byNumber.get(number) ?? []) found.add(match);
		const numbered = found.size > 0;
		const others = [
			...(email === null ? [] : (this.#byEmail.get(`${emailKey(email)} ${name}`) ?? [])),
			...(birthDate === null ? [] : (this.#byBirth.get(`${birthDate} ${name}`) ?? []))
		];
		for (const match of others) {
			if (!numbered && !contradicts(person, match)) found.add(match);
		}
		return [...found];
	}
}

/** Two numbers, or two birth dates, that both are known and differ: two people with the same name. */
function contradicts(one: Identity, other: Identity): boolean {
	const numbers = one.number !== null && other.number !== null && one.number !== other.number;
	const births = one.birthDate !== null && other.birthDate !== null;
	return numbers || (births && one.birthDate !== other.birthDate);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}
