import { describe, expect, it } from 'vitest';
import { suggest, wordsOf } from './habit.ts';

describe('habits', () => {
	it('keep the words that say what it is about', () => {
		expect(wordsOf('Facture EDF n° 4521 de janvier — électricité du local')).toEqual([
			'edf',
			'electricite',
			'local'
		]);
		expect(wordsOf('12/05 VIR SEPA')).toEqual([]);
	});

	it('suggest nothing without a habit, nor when they disagree', () => {
		expect(suggest([])).toBeUndefined();
		expect(
			suggest([
				{ word: 'local', accountId: 'rent', uses: 5 },
				{ word: 'edf', accountId: 'energy', uses: 5 }
			])
		).toBeUndefined();
		expect(
			suggest([
				{ word: 'local', accountId: 'rent', uses: 5 },
				{ word: 'local', accountId: 'energy', uses: 5 }
			])
		).toBeUndefined();
	});

	it('suggest the account that the words went to, and say which word', () => {
		expect(
			suggest([
				{ word: 'local', accountId: 'rent', uses: 5 },
				{ word: 'local', accountId: 'energy', uses: 3 },
				{ word: 'edf', accountId: 'energy', uses: 7 }
			])
		).toEqual({ accountId: 'energy', word: 'edf', uses: 7 });
	});
});
