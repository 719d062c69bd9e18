import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '#shared/money.ts';
import { onUsualSide, raised, sideOf, spread } from './budget.ts';
import { grantBudget } from './grant-request.ts';
import type { GrantRow } from './grant-request.ts';

const row = (code: string, budgetCents: number) => ({ code, label: `Compte ${code}`, budgetCents });
const cents = (rows: readonly GrantRow[], id: string) =>
	rows.find((each) => each.id === id)?.amountCents;

describe('a budget', () => {
	it.each([
		['606', 'expense'],
		['7561', 'income'],
		['864', 'in-kind-use'],
		['875', 'in-kind-source'],
		['512', undefined],
		['890', undefined]
	])('puts %s on its side', (code, side) => expect(sideOf(code)).toBe(side));

	it('tells a balance on the usual side of its account', () => {
		expect(onUsualSide('606', 500)).toBe(500);
		expect(onUsualSide('7561', -500)).toBe(500);
		expect(onUsualSide('875', 500)).toBe(-500);
	});

	it('is spread over the months without losing a cent', () => {
		const amount = fc.integer({ min: 0, max: 1e13 });
		fc.assert(
			fc.property(amount, fc.integer({ min: 1, max: 24 }), (total, months) => {
				const parts = spread(total, months);
				expect(sum(parts)).toBe(total);
				expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
			})
		);
	});

	it.each([
		[10_049, 0, 10_000],
		[10_050, 0, 10_100],
		[10_000, 2, 10_200],
		[10_000, -50, 5_000]
	])('begins with %i raised by %i %%: %i', (done, percent, expected) => {
		expect(raised(done, percent)).toBe(expected);
	});
});

describe('the budget of a grant request', () => {
	it('has both sides, their lines, and the surplus that makes them equal', () => {
		const budget = grantBudget([
			row('6064', 10_000),
			row('604', 5_000),
			row('6132', 40_000),
			row('741', 50_000),
			row('7561', 30_000),
			row('864', 9_000),
			row('875', 9_000)
		]);
		expect(cents(budget.expenses, '60')).toBe(15_000);
		expect(cents(budget.expenses, '60-supplies')).toBe(10_000);
		expect(cents(budget.expenses, '61-rent')).toBe(40_000);
		expect(cents(budget.expenses, 'total-expenses')).toBe(55_000);
		expect(cents(budget.expenses, 'surplus')).toBe(25_000);
		expect(cents(budget.income, 'lack')).toBeUndefined();
		expect(budget.income.find(({ id }) => id === '741')).toMatchObject({ label: 'Compte 741' });
		expect([cents(budget.expenses, 'total'), cents(budget.income, 'total')]).toEqual([
			80_000, 80_000
		]);
		expect(cents(budget.inKindUses, '864')).toBe(9_000);
		expect(cents(budget.inKindSources, '87')).toBe(9_000);
	});

	it('balances, each side being the sum of its titles, whatever is foreseen', () => {
		const foreseen = fc.array(
			fc
				.tuple(fc.stringMatching(/^(6|7|86|87)[0-9]{2,4}$/), fc.integer({ min: 1, max: 1e9 }))
				.map(([code, amount]) => row(code, amount)),
			{ maxLength: 30 }
		);
		fc.assert(
			fc.property(foreseen, (rows) => {
				const { expenses, income, inKindUses, totalCents, resultCents } = grantBudget(rows);
				for (const [side, end] of [
					[expenses, 'surplus'],
					[income, 'lack']
				] as const) {
					const titles = side.filter(({ kind }) => kind === 'title');
					const made = sum(titles.map(({ amountCents }) => amountCents)) + (cents(side, end) ?? 0);
					expect(made).toBe(totalCents);
				}
				expect(resultCents).toBe((cents(expenses, 'surplus') ?? 0) - (cents(income, 'lack') ?? 0));
				const lines = inKindUses.filter(({ kind }) => kind === 'line');
				expect(sum(lines.map(({ amountCents }) => amountCents))).toBe(cents(inKindUses, '86'));
			})
		);
	});
});
