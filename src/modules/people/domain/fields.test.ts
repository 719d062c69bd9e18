import { expect, test } from 'vitest';
import fc from 'fast-check';
import { day } from '#shared/day.ts';
import type { FieldName } from './fields.ts';
import { cleanField, FIELD_NAMES } from './fields.ts';

const READING = { today: day('2026-11-22'), country: null };
const clean = (field: FieldName, text: string) => cleanField(field, text, READING);

test.each<[FieldName, string, string]>([
	['birthDate', '31/02/2025', 'people.date-unreadable'],
	['joinedOn', 'hier', 'people.date-unreadable'],
	['birthDate', '23/11/2026', 'people.birth-date-in-future'],
	['email', 'camille@', 'people.email-unreadable'],
	['email', 'a b@example.org', 'people.email-unreadable'],
	['email', 'a..b@example.org', 'people.email-unreadable'],
	['newsletter', 'peut-être', 'people.yes-no-unreadable'],
	['country', 'Syldavie', 'people.country-unknown'],
	['kind', 'martien', 'people.kind-unknown'],
	['language', 'le patois du coin', 'people.language-unknown'],
	['number', '1'.repeat(21), 'people.text-too-long'],
	['notes', 'a'.repeat(10_001), 'people.text-too-long']
])('%s refuses %j', (field, text, fault) => {
	expect(clean(field, text)).toMatchObject({ fault });
});

test.each<[FieldName, string, string | boolean | null]>([
	['birthDate', ' 1/2/1990 ', '1990-02-01'],
	['joinedOn', '09/10/2025 21:59', '2025-10-09'],
	['email', ' Camille.B@Example.ORG ', 'Camille.B@example.org'],
	['email', 'Camille <camille@example.org>', 'camille@example.org'],
	['newsletter', 'Oui', true],
	['newsletter', '0', false],
	['newsletter', '✓', true],
	['newsletter', '', null],
	['country', 'Belgique', 'BE'],
	['country', 'United Kingdom', 'GB'],
	['country', 'fr', 'FR'],
	['postcode', '1000', '01000'],
	['postcode', 'F-57000', '57000'],
	['postcode', '57 000', '57000'],
	['kind', 'Personne morale', 'legal'],
	['language', 'fr_FR', 'fr'],
	['language', 'Français', 'fr'],
	['lastName', ' Le\u00a0 Goff\t', 'Le Goff'],
	['address', ' 1 rue A \r\n\r\n57000 Metz ', '1 rue A\n\n57000 Metz']
])('%s reads %j', (field, text, value) => {
	expect(clean(field, text)).toEqual({ value });
});

test('a foreign postcode keeps its four figures', () => {
	expect(cleanField('postcode', '1000', { ...READING, country: 'BE' })).toEqual({ value: '1000' });
});

test('reading twice changes nothing more, and nothing throws', () => {
	const field = fc.constantFrom(...FIELD_NAMES);
	fc.assert(
		fc.property(field, fc.string({ unit: 'grapheme', maxLength: 300 }), (name, text) => {
			const first = clean(name, text);
			if ('fault' in first || typeof first.value !== 'string') return;
			expect(clean(name, first.value)).toEqual(first);
			expect(first.value).not.toMatch(/\u0000|^\s|\s$/);
		}),
		{ numRuns: 2_000 }
	);
});
