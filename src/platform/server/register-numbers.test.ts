import { describe, expect, it } from 'vitest';
import { rnaInput, sirenInput } from './register-numbers.ts';

describe('a number of the register', () => {
	it.each(['W29100123', 'W29100123456', '0291001234', 'WA91001234', 'W29100123X', ''])(
		'%s is refused',
		(text) => {
			expect(rnaInput.safeParse(text).error?.issues[0]?.message).toBe('platform.rna-invalid');
		}
	);

	it.each([
		['W291001234', 'W291001234'],
		[' w 291 001 234 ', 'W291001234'],
		['W2A1001234', 'W2A1001234'],
		['W9R1001234', 'W9R1001234']
	])('%s is read', (text, number) => {
		expect(rnaInput.parse(text)).toBe(number);
	});
});

describe('a SIREN', () => {
	it.each(['732829321', '12345678', 'abcdefghi', '73282932000074', ''])('%s is refused', (text) => {
		expect(sirenInput.safeParse(text).error?.issues[0]?.message).toBe('platform.siren-invalid');
	});

	it.each(['732 829 320', '732829320'])('%s is read', (text) => {
		expect(sirenInput.parse(text)).toBe('732829320');
	});
});
