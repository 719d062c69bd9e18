import { expect, test } from 'vitest';
import fc from 'fast-check';
import { splitName } from './name.ts';

test.each([
	['Dubois Inès 2', 'Dubois', 'Inès 2'],
	['Le Goff Jean 5', 'Le Goff', 'Jean 5'],
	["N'Guyen Paul 3", "N'Guyen", 'Paul 3'],
	['de La Tour Marie', 'de La Tour', 'Marie'],
	['LE GOFF Jean', 'LE GOFF', 'Jean'],
	['GARCIA LOPEZ Maria', 'GARCIA LOPEZ', 'Maria'],
	['Garcia Lopez, Maria', 'Garcia Lopez', 'Maria'],
	['Dupont', 'Dupont', null],
	['Le Goff', 'Le Goff', null]
])('family name first: %j', (text, lastName, firstName) => {
	expect(splitName(text, 'last-first')).toEqual({ lastName, firstName });
});

test.each([
	['Inès Dubois', 'Dubois', 'Inès'],
	['Jean Le Goff', 'Le Goff', 'Jean'],
	['Marie Anne Dupont', 'Dupont', 'Marie Anne'],
	['Jean LE GOFF', 'LE GOFF', 'Jean'],
	['Ludwig van Beethoven', 'van Beethoven', 'Ludwig']
])('first name first: %j', (text, lastName, firstName) => {
	expect(splitName(text, 'first-last')).toEqual({ lastName, firstName });
});

test('never loses nor adds a word', () => {
	const name = fc
		.array(fc.constantFrom('Le', 'de', 'LE', 'Goff', 'Jean', 'MARTIN', "N'Guyen", 'Éa'), {
			maxLength: 6
		})
		.map((words) => words.join(' '));
	fc.assert(
		fc.property(
			name,
			fc.constantFrom('last-first' as const, 'first-last' as const),
			(text, order) => {
				const { lastName, firstName } = splitName(text, order);
				const words = [lastName, firstName].filter(Boolean).join(' ').split(' ').sort();
				expect(words).toEqual(text.split(' ').sort());
			}
		)
	);
});
