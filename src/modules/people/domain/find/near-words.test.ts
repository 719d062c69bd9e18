import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearableWords, oneFaultApart } from './near-words.ts';

test.each([
	['dubois', 'dubios', true],
	['dubois', 'dubos', true],
	['dubois', 'duboiss', true],
	['dubois', 'duvois', true],
	['dubois', 'dubois', true],
	['duboys', 'dubios', false],
	['anne', 'nean', false],
	['martin', 'marion', false]
])('%s, %s: %s', (one, other, near) => {
	expect(oneFaultApart(one, other)).toBe(near);
	expect(oneFaultApart(other, one)).toBe(near);
});

test('any letter may be left out', () => {
	const word = fc.stringMatching(/^[a-z]{4,12}$/);
	fc.assert(
		fc.property(word, fc.nat(11), (whole, at) => {
			expect(oneFaultApart(whole, whole.slice(0, at) + whole.slice(at + 1))).toBe(true);
		})
	);
});

test('words are those of letters, long enough, each once', () => {
	expect(nearableWords(['le goff ines', 'ines 12345 x@example.org', ''])).toEqual(['goff', 'ines']);
});
