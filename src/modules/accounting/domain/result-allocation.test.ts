import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { faultsOf } from './entry.ts';
import { allocationLines, checkShares, mayReceiveResult } from './result-allocation.ts';

function codeOf(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		if (error instanceof Refusal) return error.code;
		throw error;
	}
	return 'done';
}

const account = (code: string) => ({ id: code, code, active: true });

describe('sharing out a result', () => {
	it.each([
		[0, [], 'accounting.nothing-to-allocate'],
		[100, [{ account: '110', amountCents: 99 }], 'accounting.allocation-differs'],
		[100, [{ account: '110', amountCents: -100 }], 'accounting.allocation-amount'],
		[100, [{ account: '758', amountCents: 100 }], 'accounting.allocation-account'],
		[-100, [{ account: '119', amountCents: 100 }], 'done']
	])('of %d among %j: %s', (result, shares, code) => {
		expect(codeOf(() => checkShares(result, shares))).toBe(code);
	});

	it('keeps to own funds', () => {
		expect(['1068', '110', '119', '102'].every(mayReceiveResult)).toBe(true);
		expect(['120', '194', '512', '1'].some(mayReceiveResult)).toBe(false);
	});

	it('always balances, whatever the sign and the number of shares', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 6 }),
				fc.constantFrom(1, -1),
				(amounts, sign) => {
					const resultCents = sign * amounts.reduce((a, b) => a + b, 0);
					const lines = allocationLines(
						[{ account: account(sign > 0 ? '120' : '129'), balanceCents: -resultCents }],
						amounts.map((amountCents) => ({ account: account('110'), amountCents })),
						resultCents
					);
					expect(faultsOf(lines)).toEqual([]);
				}
			)
		);
	});
});
