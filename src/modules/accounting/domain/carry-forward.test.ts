import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '#shared/money.ts';
import { openingLines, resultCode, resultOf } from './carry-forward.ts';
import type { Balance } from './carry-forward.ts';

function balance(code: string, balanceCents: number): Balance {
	return { accountId: code, code, balanceCents };
}

const toResult = (result: number): string => resultCode('result', result);

describe('carrying balances forward', () => {
	it('sends a surplus to 120 and a deficit to 129, or to 110 and 119 once allocated', () => {
		expect([resultCode('result', 5), resultCode('result', -5)]).toEqual(['120', '129']);
		expect(resultCode('retained-earnings', 5)).toBe('110');
		expect(resultCode('retained-earnings', -5)).toBe('119');
	});

	it('leaves expenses, income and volunteering behind', () => {
		const balances = [
			balance('512', 700),
			balance('607', 300),
			balance('756', -1000),
			balance('864', 50),
			balance('875', -50)
		];
		expect(resultOf(balances)).toBe(700);
		expect(openingLines(balances, toResult)).toEqual([
			{ accountId: '512', debitCents: 700, creditCents: 0, label: null },
			{ accountId: '120', debitCents: 0, creditCents: 700, label: null }
		]);
	});

	it('adds to a result that waits for its allocation', () => {
		const balances = [balance('512', 900), balance('120', -700), balance('756', -200)];
		expect(openingLines(balances, toResult)).toContainEqual({
			accountId: '120',
			debitCents: 0,
			creditCents: 900,
			label: null
		});
	});

	it('gives a balanced opening whatever the balanced year', () => {
		const codes = fc.constantFrom('110', '120', '129', '2183', '401', '512', '530', '607', '756');
		const move = fc.record({ from: codes, to: codes, amount: fc.integer({ min: 1, max: 1e9 }) });
		fc.assert(
			fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
				const totals = new Map<string, number>();
				for (const { from, to, amount } of moves) {
					totals.set(from, (totals.get(from) ?? 0) - amount);
					totals.set(to, (totals.get(to) ?? 0) + amount);
				}
				const lines = openingLines(
					[...totals].map(([c, b]) => balance(c, b)),
					toResult
				);
				expect(lines).not.toHaveLength(1);
				expect(sum(lines.map((l) => l.debitCents))).toBe(sum(lines.map((l) => l.creditCents)));
				expect(lines.every((l) => (l.debitCents === 0) !== (l.creditCents === 0))).toBe(true);
			})
		);
	});
});
