import { expect, test } from 'vitest';
import { newPerson } from './new-person.ts';
import { derivedKeys, searchPatterns } from './person.ts';

const INES = newPerson({
	number: '42',
	firstName: 'Inès',
	lastName: 'Le Goff',
	email: 'Ines.LG@example.org',
	phone: '+33612345678',
	city: 'Saint-Étienne'
});

/** `LIKE` as PostgreSQL does it, for patterns made of words. */
function finds(typed: string): boolean {
	const { search } = derivedKeys(INES);
	return searchPatterns(typed).every((pattern) => search.includes(pattern.slice(1, -1)));
}

test('a person is called by first then last name, and sorted by last name', () => {
	expect(INES.displayName).toBe('Inès Le Goff');
	expect(derivedKeys(INES).sortName).toBe('le goff ines');
	expect(newPerson({ kind: 'legal', organisationName: 'ACME' }).displayName).toBe('ACME');
});

test.each([
	'goff',
	'INÈS le',
	'ines.lg@ex',
	'etienne',
	'42',
	'06 12 34',
	'+33 6 12 34',
	'34 56 78'
])('is found by %j', (typed) => {
	expect(finds(typed)).toBe(true);
});

test.each(['dupont', '56', 'ines martin', '0700'])('is not found by %j', (typed) => {
	expect(finds(typed)).toBe(false);
});

test('signs that mean something to LIKE are folded away', () => {
	expect(searchPatterns('100% _a\\')).toEqual(['% 100%', '%a%']);
});
