import { describe, expect, it } from 'vitest';
import { isAccountCode, isCarriedForward, isHeading, kindOf, positionOf } from './account.ts';

describe('accounts', () => {
	it.each(['', '51', '9', '901', '5A2', '512-1', '512a', `512${'0'.repeat(18)}`])(
		'refuses the code « %s »',
		(code) => expect(isAccountCode(code)).toBe(false)
	);

	it.each(['512', '5121', '411DUPONT', '75411'])('accepts the code %s', (code) =>
		expect(isAccountCode(code)).toBe(true)
	);

	it.each([
		['110', 'liability', 'retained-earnings'],
		['129', 'liability', 'result'],
		['2183', 'asset', 'plain'],
		['401', 'liability', 'supplier'],
		['4091', 'asset', 'supplier'],
		['411', 'asset', 'user'],
		['4191', 'liability', 'user'],
		['441', 'either', 'third-party'],
		['471', 'either', 'suspense'],
		['487', 'liability', 'plain'],
		['5112', 'asset', 'cheques'],
		['5121', 'either', 'bank'],
		['530', 'asset', 'cash'],
		['580', 'either', 'internal-transfer'],
		['6061', 'expense', 'plain'],
		['7561', 'income', 'plain'],
		['864', 'volunteering-use', 'volunteering'],
		['875', 'volunteering-source', 'volunteering'],
		['890', 'either', 'opening-balance']
	])('%s is %s, %s', (code, position, kind) => {
		expect([positionOf(code), kindOf(code)]).toEqual([position, kind]);
	});

	it('writes nothing in titles', () => {
		expect([isHeading('5'), isHeading('51'), isHeading('512')]).toEqual([true, true, false]);
	});

	it('carries the balance sheet forward, neither the result nor volunteering', () => {
		expect(['110', '512', '890'].every(isCarriedForward)).toBe(true);
		expect(['607', '756', '864', '875'].some(isCarriedForward)).toBe(false);
	});
});
