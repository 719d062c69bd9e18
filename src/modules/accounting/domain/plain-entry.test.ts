import { describe, expect, it } from 'vitest';
import { checkLines } from './entry.ts';
import { plainLines, transferLines } from './plain-entry.ts';

const bank = { id: 'bank', code: '5121', active: true };
const cash = { id: 'cash', code: '530', active: true };
const dues = { id: 'dues', code: '7561', active: true };
const rent = { id: 'rent', code: '6132', active: true };

describe('plain entries', () => {
	it.each([0, -1])('refuse %d cents', (amount) => {
		expect(() => plainLines('income', amount, bank, dues)).toThrow(
			'accounting.amount-not-positive'
		);
	});

	it('refuse what is not a means of payment', () => {
		expect(() => plainLines('income', 1, rent, dues)).toThrow('accounting.not-a-means');
		expect(() => transferLines(1, bank, rent)).toThrow('accounting.not-a-means');
	});

	it('refuse an expense on the income side, and the reverse', () => {
		expect(() => plainLines('expense', 1, bank, dues)).toThrow('accounting.wrong-side-expense');
		expect(() => plainLines('income', 1, bank, rent)).toThrow('accounting.wrong-side-income');
	});

	it('refuse a transfer to the same account', () => {
		expect(() => transferLines(1, bank, { ...bank })).toThrow('accounting.same-account');
	});

	it('write income to the debit of the means', () => {
		expect(checkLines(plainLines('income', 2000, bank, dues))).toEqual([
			{ accountId: 'bank', debitCents: 2000, creditCents: 0, label: null },
			{ accountId: 'dues', debitCents: 0, creditCents: 2000, label: null }
		]);
	});

	it('write an expense to the credit of the means', () => {
		expect(checkLines(plainLines('expense', 6280, cash, rent))).toEqual([
			{ accountId: 'rent', debitCents: 6280, creditCents: 0, label: null },
			{ accountId: 'cash', debitCents: 0, creditCents: 6280, label: null }
		]);
	});

	it('write a transfer from the credit of one means to the debit of another', () => {
		const [into, from] = checkLines(transferLines(100, cash, bank));
		expect([into?.accountId, from?.accountId]).toEqual(['bank', 'cash']);
	});
});
