import { describe, expect, it } from 'vitest';
import { addressedAs, cleanHonorific } from './honorific.ts';

describe('an honorific', () => {
	it.each([
		['Monsieur', 'M.'],
		['MR', 'M.'],
		['m.', 'M.'],
		['Madame', 'Mme'],
		['Mlle', 'Mme'],
		[' MME ', 'Mme'],
		['Me', 'Me'],
		['M. et Mme', 'M. et Mme'],
		['', null]
	])('is read from %j', (text, value) => {
		expect(cleanHonorific(text)).toEqual({ value });
	});

	it('is refused past thirty signs', () => {
		expect(cleanHonorific('x'.repeat(31))).toEqual({
			fault: 'people.text-too-long',
			parameters: { limit: 30 }
		});
	});

	it('opens a letter, and suits anybody when it isn’t known', () => {
		expect(['M.', 'Mme', 'Docteur', null].map((honorific) => addressedAs(honorific, 'fr'))).toEqual(
			['Monsieur', 'Madame', 'Docteur', 'Madame, Monsieur']
		);
		expect(['M.', 'Mme', null].map((honorific) => addressedAs(honorific, 'en'))).toEqual([
			'Mr',
			'Ms',
			'Sir or Madam'
		]);
	});
});
