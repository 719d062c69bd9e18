import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { checkMergeFields, merge } from './merge-fields.ts';

const values = {
	honorific: 'Madame',
	name: 'Aïcha {montant}',
	amount: '20,00 €',
	fee: 'Adhésion 2026-2027',
	day: '1er septembre 2026',
	association: 'Les Jardins'
};

describe('the fields of a reminder', () => {
	it('are filled in, in French or in English, once', () => {
		expect(
			merge('{Civilité} {title} {Nom} : {montant}, {fee}, {date}, { association }', values)
		).toBe(
			'Madame Madame Aïcha {montant} : 20,00 €, Adhésion 2026-2027, 1er septembre 2026, Les Jardins'
		);
	});

	it.each(['{prenom}', '{}', 'Bonjour {constructor}', '{nom} {toString}'])(
		'are refused when unknown: %s',
		(text) => {
			expect(() => checkMergeFields(text, 'body')).toThrow(Refusal);
		}
	);

	it('leave any text without braces as it is', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const plain = text.replaceAll(/[{}]/g, '');
				checkMergeFields(plain, 'body');
				expect(merge(plain, values)).toBe(plain);
			})
		);
	});
});
