import { expect, test } from 'vitest';
import fc from 'fast-check';
import { cleanCustom } from './clean-custom.ts';
import type { CustomKind } from './custom-field.ts';
import { freeKey } from './custom-field.ts';
import { plainCustom, showCustom, sortKeys } from './custom-text.ts';

const options = [
	{ key: 'theatre', labelFr: 'Théâtre', labelEn: 'Theatre' },
	{ key: 'danse', labelFr: 'Danse', labelEn: '' }
];
const WORDS = { yes: 'Oui', no: 'Non' };
const clean = (kind: CustomKind, text: string) => cleanCustom({ kind, options }, text);

test.each<[CustomKind, string, string]>([
	['text', '  a  b ', 'a b'],
	['number', '1 234,50', '1234.5'],
	['number', '-0', '0'],
	['number', '007', '7'],
	['money', '1 234,5 €', '123450'],
	['date', '1/2/25', '2025-02-01'],
	['month-day', '29/02', '02-29'],
	['month-day', '12-31', '12-31'],
	['yes-no', 'oui', 'true'],
	['yes-no', '0', 'false'],
	['choice', 'THEATRE', 'theatre'],
	['choices', 'danse; Théâtre ; Danse', 'theatre\ndanse'],
	['email', 'A@Example.ORG', 'A@example.org'],
	['phone', '06 12 34 56 78', '+33612345678'],
	['url', 'example.org/a b', 'https://example.org/a%20b'],
	['country', 'Belgique', 'BE']
])('%s reads %s', (kind, text, value) => {
	expect(clean(kind, text)).toEqual({ value });
});

test.each<[CustomKind, string, string]>([
	['number', '1e5', 'people.number-unreadable'],
	['number', '1,234,567', 'people.number-unreadable'],
	['money', 'cher', 'people.amount-unreadable'],
	['date', '31/02/2026', 'people.date-unreadable'],
	['month-day', '30/02', 'people.month-day-unreadable'],
	['choice', 'Judo', 'people.option-unknown'],
	['choices', 'danse; Judo', 'people.option-unknown'],
	['url', 'javascript:alert(1)', 'people.url-unreadable'],
	['url', 'ftp://example.org', 'people.url-unreadable'],
	['person', 'Léa', 'people.link-unreadable'],
	['computed', '1', 'people.field-computed']
])('%s refuses %s', (kind, text, fault) => {
	expect(clean(kind, text)).toMatchObject({ fault });
});

test('what a file holds is read back to the same value', () => {
	const kinds: readonly [CustomKind, string][] = [
		['number', '-12.25'],
		['money', '-1205'],
		['date', '2024-02-29'],
		['month-day', '02-29'],
		['yes-no', 'false'],
		['choice', 'danse'],
		['choices', 'theatre\ndanse'],
		['phone', '+33612345678'],
		['country', 'FR']
	];
	for (const [kind, value] of kinds) {
		for (const locale of ['fr', 'en'] as const) {
			expect(clean(kind, plainCustom({ kind, options }, value, locale, WORDS))).toEqual({ value });
		}
	}
});

test('what a page shows', () => {
	const show = (kind: CustomKind, value: string) =>
		showCustom({ kind, options }, value, 'fr', WORDS);
	expect(show('money', '123450')).toBe('1\u202f234,50\u202f€');
	expect(show('month-day', '02-29')).toBe('29 février');
	expect(show('country', 'BE')).toBe('Belgique');
	expect(show('choices', 'theatre\ndanse')).toBe('Théâtre; Danse');
});

test('keys sort as what they stand for', () => {
	const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100);
	fc.assert(
		fc.property(number, number, (a, b) => {
			const [x = '', y = ''] = [a, b].flatMap((n) =>
				sortKeys({ kind: 'number', options }, String(n))
			);
			expect(x < y).toBe(a < b);
		})
	);
	expect(sortKeys({ kind: 'text', options }, 'Élan')).toEqual(['elan']);
});

test('a key is free, short and readable', () => {
	expect(freeKey('Taille de tee-shirt', new Set())).toBe('taille-de-tee-shirt');
	expect(freeKey('Taille', new Set(['taille', 'taille-2']))).toBe('taille-3');
	expect(freeKey('身長', new Set())).toBe('champ');
});
