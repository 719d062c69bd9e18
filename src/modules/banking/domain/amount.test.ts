import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { toDecimal } from '#shared/money.ts';
import { decimalSignOf, readAmount } from './amount.ts';

describe('amounts of bank files', () => {
	it.each([
		['1 234,56', ',', 123456],
		['1\u00a0234,56 €', ',', 123456],
		['-1.234,56', ',', -123456],
		['1,533.50', '.', 153350],
		['+20,00', ',', 2000],
		['12,5-', ',', -1250],
		['(12.50)', '.', -1250],
		['200000', '.', 20000000],
		['6.3', '.', 630],
		['2.10000', '.', 210],
		['.5', '.', 50],
		["1'000.00", '.', 100000],
		['-0,00', ',', 0]
	] as const)('reads %s', (text, sign, cents) => {
		expect(readAmount(text, sign)).toBe(cents);
	});

	it.each([
		['', ','],
		['abc', ','],
		['1,2,3', ','],
		['12,345', ','],
		['12,34', '.'],
		['1.2.3', '.'],
		['--5', ','],
		['(5', ','],
		['99999999999999', ',']
	] as const)('refuses %s', (text, sign) => {
		expect(readAmount(text, sign)).toBeUndefined();
	});

	it.each([
		[['1,533.50', '-33.50'], '.'],
		[['1.000', '12,5'], ','],
		[['1,000', '2,500'], '.'],
		[['12', '15'], ',']
	] as const)('find their decimal sign among %j', (samples, sign) => {
		expect(decimalSignOf(samples)).toBe(sign);
	});

	it('reads back what is written, grouped or not', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -1e12, max: 1e12 }),
				fc.constantFrom(',', '.'),
				(cents, sign) => {
					const grouping = sign === ',' ? ' ' : ',';
					const [whole = '', rest = ''] = toDecimal(cents, sign as ',').split(sign);
					const grouped = whole.replace(/\B(?=(\d{3})+$)/g, grouping);
					expect(readAmount(`${grouped}${sign}${rest}`, sign as ',') ?? NaN).toBe(cents);
				}
			)
		);
	});
});
