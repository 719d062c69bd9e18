import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_LIMIT, LINES_LIMIT, mailboxOf, postalLines } from './postal-address.ts';

const home = {
	displayName: 'Maël Le Goff',
	address: 'Appartement 12, escalier C\n3 bis, rue de l’Église',
	postcode: '94240',
	city: 'L’Haÿ-les-Roses',
	country: null
};

describe('a postal address', () => {
	it('ends in capitals, without punctuation', () => {
		expect(postalLines(home, ['Maël Le Goff'])).toEqual([
			'Maël Le Goff',
			'Appartement 12 escalier C',
			'3 bis rue de l’Église',
			'94240 L HAY LES ROSES'
		]);
	});

	it('says the country abroad, and may lack a postcode there', () => {
		const abroad = { ...home, postcode: null, city: 'Dublin', country: 'IE' };
		expect(postalLines(abroad, ['Maël'])?.slice(-2)).toEqual(['DUBLIN', 'IRLANDE']);
		expect(postalLines({ ...home, country: 'FR' }, ['Maël'])).toHaveLength(4);
	});

	it.each([{ city: null }, { postcode: null }])('is none with %j', (missing) => {
		expect(postalLines({ ...home, ...missing }, ['Maël'])).toBeUndefined();
	});

	it('keeps within six lines of 38 characters, whatever is written, the street and the city last', () => {
		const text = fc.string({ maxLength: 120 });
		fc.assert(
			fc.property(
				text,
				text,
				text,
				fc.array(text, { maxLength: 4 }),
				(address, postcode, city, names) => {
					const lines = postalLines({ ...home, address, postcode, city }, names) ?? [];
					expect(lines.length).toBeLessThanOrEqual(LINES_LIMIT);
					for (const line of lines) expect(line.length).toBeLessThanOrEqual(LINE_LIMIT);
				}
			)
		);
	});

	it('is one mailbox however it is typed', () => {
		const typed = { ...home, city: 'L’HAY LES ROSES', country: 'FR' };
		expect(mailboxOf(typed)).toBe(mailboxOf(home));
		expect(mailboxOf({ ...home, address: '5, rue de l’Église' })).not.toBe(mailboxOf(home));
	});
});
