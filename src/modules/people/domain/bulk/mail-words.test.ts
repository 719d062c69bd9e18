import { expect, it } from 'vitest';
import { fillWords, unknownWord } from './mail-words.ts';

const words = {
	civilité: 'Madame',
	prénom: '{nom}',
	nom: 'Aïcha Bernard',
	numéro: '7',
	ville: 'Metz',
	association: 'Les Jardins'
};

it('fills in each field once, and leaves other braces alone', () => {
	expect(fillWords('{prénom}, {nom} : {association} {rien}', words)).toBe(
		'{nom}, Aïcha Bernard : Les Jardins {rien}'
	);
});

it('names the first field that is none', () => {
	expect(unknownWord('Bonjour {prénom}, {montant} {date}')).toBe('montant');
	expect(unknownWord('Bonjour {prénom} {')).toBeUndefined();
});
