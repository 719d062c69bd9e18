import { expect, test } from 'vitest';
import { fold, slugify } from './text.ts';

test.each([
	['Inès LE GOFF', 'ines le goff'],
	["N'Guyen-Dûpré  ", 'n guyen dupre'],
	['Œuvre et Cæsar', 'oeuvre et caesar'],
	['Camille.B@Example.org', 'camille.b@example.org'],
	['%_\\', '']
])('%j folds to %j', (text, folded) => {
	expect(fold(text)).toBe(folded);
	expect(fold(folded)).toBe(folded);
});

test('a slug has letters, figures and single hyphens only', () => {
	expect(slugify('Les Jardins partagés — Été')).toBe('les-jardins-partages-ete');
});
