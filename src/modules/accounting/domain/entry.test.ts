import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '#shared/money.ts';
import { checkLines, faultsOf, reversed } from './entry.ts';
import type { AccountForEntry, DraftLine } from './entry.ts';

function account(code: string, active = true): AccountForEntry {
	return { id: `id-${code}`, code, active };
}

function debit(code: string, amount: number): DraftLine {
	return { account: account(code), debitCents: amount, creditCents: 0 };
}

function credit(code: string, amount: number): DraftLine {
	return { account: account(code), debitCents: 0, creditCents: amount };
}

const both = { account: account('512'), debitCents: 5, creditCents: 5 };
const neither = { account: account('512'), debitCents: 0, creditCents: 0 };

describe('an entry', () => {
	it.each<[string, DraftLine[], string, string]>([
		['no line', [], 'lines', 'accounting.too-few-lines'],
		['one line', [debit('512', 1)], 'lines', 'accounting.too-few-lines'],
		['more debit', [debit('512', 3), credit('756', 1)], 'lines', 'accounting.debit-exceeds-credit'],
		[
			'more credit',
			[debit('512', 1), credit('756', 3)],
			'lines',
			'accounting.credit-exceeds-debit'
		],
		['both', [both, credit('756', 1)], 'lines.0', 'accounting.line-debit-and-credit'],
		['neither', [credit('756', 1), neither], 'lines.1', 'accounting.line-without-amount'],
		[
			'negative',
			[debit('512', -1), credit('756', -1)],
			'lines.0',
			'accounting.line-amount-negative'
		],
		[
			'too large',
			[debit('512', 1e14), credit('756', 1e14)],
			'lines.0',
			'accounting.amount-too-large'
		],
		[
			'an unknown account',
			[debit('512', 1), { ...credit('756', 1), account: undefined }],
			'lines.1.account',
			'accounting.account-unknown'
		],
		[
			'a title',
			[debit('51', 1), credit('756', 1)],
			'lines.0.account',
			'accounting.account-is-heading'
		],
		[
			'an account put away',
			[{ ...debit('512', 1), account: account('512', false) }, credit('756', 1)],
			'lines.0.account',
			'accounting.account-inactive'
		],
		[
			'volunteering against money',
			[debit('864', 1), credit('512', 1)],
			'lines',
			'accounting.volunteering-apart'
		]
	])('is refused with %s', (_, lines, path, code) => {
		expect(faultsOf(lines)[0]).toMatchObject({ path, code });
		expect(() => checkLines(lines)).toThrow(code);
	});

	it('says by how much it is unbalanced', () => {
		const [fault] = faultsOf([debit('512', 6280), credit('756', 6000)]);
		expect(fault?.parameters).toEqual({ difference: '2,80\u202f€' });
	});

	it('places every fault at once', () => {
		const lines = [{ ...both, account: undefined }, neither];
		expect(faultsOf(lines).map(({ path }) => path)).toEqual([
			'lines.0.account',
			'lines.0',
			'lines.1'
		]);
	});

	it('accepts volunteering balanced in itself', () => {
		expect(faultsOf([debit('864', 500), credit('875', 500)])).toEqual([]);
	});

	it('stays balanced when reversed, and reversing twice gives it back', () => {
		const amounts = fc.array(fc.integer({ min: 1, max: 1e10 }), { minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(amounts, (values) => {
				const lines = checkLines([
					...values.map((amount) => debit('607', amount)),
					credit('512', sum(values))
				]);
				const undone = reversed(lines);
				expect(sum(undone.map((l) => l.debitCents))).toBe(sum(undone.map((l) => l.creditCents)));
				expect(reversed(undone)).toEqual(lines);
			})
		);
	});

	it('is refused as soon as one cent is missing', () => {
		const amounts = fc.array(fc.integer({ min: 2, max: 1e10 }), { minLength: 1, maxLength: 20 });
		fc.assert(
			fc.property(amounts, fc.constantFrom(-1, 1), (values, cent) => {
				const lines = values.map((amount) => debit('607', amount));
				const faults = faultsOf([...lines, credit('512', sum(values) + cent)]);
				expect(faults).toHaveLength(1);
			})
		);
	});
});
