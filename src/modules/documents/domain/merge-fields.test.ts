import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MERGE_FIELDS, mergeFaults, mergeText, type MergeValues } from './merge-fields.ts';

const nothing = Object.fromEntries(MERGE_FIELDS.map(({ key }) => [key, ''])) as MergeValues;
const ines = { ...nothing, firstName: 'Inès', owed: '20,00 €' };

describe('a letter', () => {
	it('says what its fields say, however they are typed', () => {
		expect(mergeText('Bonjour {Prenom}, il reste { dû }. {first name}', ines)).toBe(
			'Bonjour Inès, il reste 20,00 €. Inès'
		);
	});

	it('leaves no hole where a value is empty', () => {
		expect(mergeText('Bonjour {prénom}, {nom}', nothing)).toBe('Bonjour,');
	});

	it('tells each field that is none, and its line', () => {
		expect(mergeFaults('Cher {prénom}\n\nVotre {cotization} de {dû}')).toEqual([
			{ kind: 'unknown', name: 'cotization', line: 3 }
		]);
		expect(mergeFaults('{}')).toEqual([{ kind: 'unknown', name: '', line: 1 }]);
	});

	it.each(['Cher {prénom', 'Cher prénom}', '{{prénom}', '{pré\nnom}'])(
		'tells a brace alone: %j',
		(text) => {
			expect(mergeFaults(text)[0]?.kind).toBe('open');
		}
	);

	it('puts no value into another, and loses no other sign', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (before, firstName) => {
				const plain = before.replaceAll(/[{} ]/g, '');
				expect(mergeText(`${plain}{prénom}`, { ...nothing, firstName })).toBe(plain + firstName);
			})
		);
	});
});
