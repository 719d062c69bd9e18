import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOfEntry, moneyMoved, sidesOf } from './told-entry.ts';

const line = (account: string, accountLabel: string, cents: number) => ({
	account,
	accountLabel,
	debitCents: Math.max(cents, 0),
	creditCents: Math.max(-cents, 0)
});

const expense = [line('6064', 'Fournitures', 6280), line('5121', 'Compte courant', -6280)];
const transfer = [line('5122', 'Livret', 10_000), line('5121', 'Compte courant', -10_000)];

describe('an entry told in plain words', () => {
	it('of no line tells nothing', () => {
		expect([moneyMoved([]), kindOfEntry([]), sidesOf([])]).toEqual([
			0,
			'other',
			{ from: [], to: [] }
		]);
	});

	it('leaves out what a purchase abroad owes beside what was paid for it', () => {
		const tax = [line('44566', 'TVA déductible', 1256), line('4452', 'TVA due', -1256)];
		expect(moneyMoved([...expense, ...tax])).toBe(-6280);
		expect(sidesOf([...expense, ...tax])).toEqual({
			from: ['Compte courant'],
			to: ['Fournitures', 'TVA déductible']
		});
		expect(sidesOf(tax).from).toEqual(['TVA due']);
	});

	it('tells an expense, the same read the other way round, a transfer, and neither', () => {
		const income = expense.map(({ debitCents, creditCents, ...rest }) => {
			return { ...rest, debitCents: creditCents, creditCents: debitCents };
		});
		const accrual = [line('606', 'Achats', 500), line('401', 'Fournisseurs', -500)];
		expect([expense, income, transfer, accrual].map(kindOfEntry)).toEqual([
			'expense',
			'income',
			'transfer',
			'other'
		]);
		expect(moneyMoved(expense)).toBe(-6280);
	});

	it('names each account once, where the money comes from first', () => {
		const twice = [
			...expense,
			line('6064', 'Fournitures', 100),
			line('5121', 'Compte courant', -100)
		];
		expect(sidesOf(twice)).toEqual({ from: ['Compte courant'], to: ['Fournitures'] });
	});

	it('moves nothing within bank and cash, whatever the amounts', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1 }), (amounts) => {
				const lines = amounts.flatMap((cents) => [
					line('5121', 'a', cents),
					line('530', 'b', -cents)
				]);
				return moneyMoved(lines) === 0 && kindOfEntry(lines) === 'transfer';
			})
		);
	});
});
