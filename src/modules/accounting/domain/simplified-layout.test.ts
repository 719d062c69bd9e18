import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '#shared/money.ts';
import { balanceSheet } from './balance-sheet.ts';
import { incomeStatement } from './income-statement.ts';
import { ASSET_AMOUNTS, PAIR, simplify, simplifiedLineOf } from './simplified-layout.ts';
import type { StatementAccount } from './statement-lines.ts';

const FULL = incomeStatement([], null);
const SHEET = balanceSheet([], null);
const lines = [FULL.rows, FULL.inKindRows, SHEET.assets, SHEET.liabilities].flatMap((rows) =>
	rows.filter(({ kind }) => kind === 'line')
);

const balances = fc.array(
	fc
		.tuple(fc.stringMatching(/^[1-8][0-9]{2,4}$/), fc.integer({ min: -1e9, max: 1e9 }))
		.map(([code, balanceCents]): StatementAccount => ({ code, label: code, balanceCents })),
	{ maxLength: 40 }
);

const inLines = <Key extends string>(
	rows: readonly ({ kind: string } & Record<Key, number | null>)[],
	key: Key
) => sum(rows.filter(({ kind }) => kind === 'line').map((row) => row[key] ?? 0));

describe('the simplified layout', () => {
	it.each(lines.map(({ id }) => id))('has a place for %s', (id) => {
		expect(simplifiedLineOf(id)).toBeDefined();
	});

	it('says what the full one says, in fewer rows', () => {
		fc.assert(
			fc.property(balances, balances, (current, previous) => {
				const { rows } = incomeStatement(current, previous);
				const { assets, liabilities } = balanceSheet(current, previous);
				for (const key of PAIR) {
					expect(inLines(simplify(rows, PAIR), key)).toBe(inLines(rows, key));
					expect(inLines(simplify(liabilities, PAIR), key)).toBe(inLines(liabilities, key));
				}
				for (const key of ASSET_AMOUNTS) {
					expect(inLines(simplify(assets, ASSET_AMOUNTS), key)).toBe(inLines(assets, key));
				}
				expect(simplify(rows, PAIR).length).toBeLessThan(rows.length / 1.5);
				expect(simplify(rows, PAIR).at(-1)).toEqual(rows.at(-1));
			})
		);
	});

	it('keeps the accounts that each row is made of, and `null` where there is no year before', () => {
		const { rows } = incomeStatement(
			[
				{ code: '641', label: 'Salaires', balanceCents: 500 },
				{ code: '645', label: 'Charges', balanceCents: 200 }
			],
			null
		);
		const staff = simplify(rows, PAIR).find(({ id }) => id === 'simple-staff');
		expect(staff).toMatchObject({ currentCents: 700, previousCents: null });
		expect(staff?.accounts.map(({ code }) => code)).toEqual(['641', '645']);
	});
});
