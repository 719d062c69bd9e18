import { expect, test } from 'vitest';
import fc from 'fast-check';
import { cleanPhone, formatPhone, phoneDigits } from './phone.ts';

test.each([
	['06 12 34 56 78', '+33612345678'],
	['0612345678', '+33612345678'],
	['612345678', '+33612345678'],
	['06.12.34.56.78', '+33612345678'],
	['+33 6 12 34 56 78', '+33612345678'],
	['+33 (0)6 12 34 56 78', '+33612345678'],
	['0033612345678', '+33612345678'],
	['33612345678', '+33612345678'],
	['0692 12 34 56', '+262692123456'],
	['+32 470 12 34 56', '+32470123456'],
	['', null]
])('reads %j', (text, value) => {
	expect(cleanPhone(text)).toEqual({ value });
});

test.each(['12', 'voir sa mère', '06 12 34 56', '+33 6 12', '06 12 34 56 78 90', 'x0612345678'])(
	'refuses %j',
	(text) => {
		expect(cleanPhone(text)).toEqual({ fault: 'people.phone-unreadable' });
	}
);

test('French numbers are shown in pairs, foreign ones as they are', () => {
	expect(formatPhone('+33612345678')).toBe('06 12 34 56 78');
	expect(formatPhone('+262692123456')).toBe('06 92 12 34 56');
	expect(formatPhone('+262762123456')).toBe('+262762123456');
	expect(formatPhone('+32470123456')).toBe('+32470123456');
	expect(phoneDigits('+33612345678')).toBe('0612345678');
});

test('any number that is kept is shown so that it is read back', () => {
	const kept = fc.stringMatching(/^\+(262|590|594|596|32|44)[1-9][0-9]{8}$/);
	fc.assert(
		fc.property(kept, (e164) => {
			expect(cleanPhone(formatPhone(e164))).toEqual({ value: e164 });
		})
	);
});

test('what is shown is read back to the same number', () => {
	const digits = fc.stringMatching(/^0[1-9][0-9]{8}$/);
	fc.assert(
		fc.property(digits, (text) => {
			const first = cleanPhone(text);
			if ('fault' in first || first.value === null) throw new Error(text);
			expect(cleanPhone(formatPhone(first.value))).toEqual(first);
			expect(cleanPhone(text.slice(1))).toEqual(first);
		})
	);
});
