import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeLatin9 } from './charset.ts';

describe('encodeLatin9', () => {
	it('writes what ISO 8859-15 has, exactly', () => {
		const bytes = Array.from({ length: 256 }, (_, i) => i).filter((i) => i < 0x80 || i > 0x9f);
		const text = new TextDecoder('iso-8859-15').decode(Uint8Array.from(bytes));
		expect([...encodeLatin9(text)]).toEqual(bytes);
	});

	it('writes the nearest of what it lacks', () => {
		const decoded = new TextDecoder('iso-8859-15').decode(
			encodeLatin9('L’été «\u202fŁódź\u202f» – ½ … ă 日')
		);
		expect(decoded).toBe("L'été «\u00a0Lódz\u00a0» - 1/2 ... a ?");
	});
});

describe('decodeText', () => {
	it('finds œ and € of ISO 8859-15, and what only Windows-1252 has', () => {
		expect(decodeText(encodeLatin9('cœur, 12 €'))).toMatchObject({
			text: 'cœur, 12 €',
			encoding: 'iso-8859-15'
		});
		expect(decodeText(Uint8Array.of(0x63, 0x9c, 0x75, 0x72)).text).toBe('cœur');
	});

	it('gives UTF-8 back', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				fc.pre(!text.startsWith('\ufeff'));
				expect(decodeText(new TextEncoder().encode(text)).text).toBe(text);
			})
		);
	});
});
