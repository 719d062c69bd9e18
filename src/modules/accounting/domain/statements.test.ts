import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from '#shared/money.ts';
import { balanceSheet, resultOf } from './balance-sheet.ts';
import { incomeStatement } from './income-statement.ts';
import type { StatementAccount, YearBalances } from './statement-lines.ts';

const account = (code: string, balanceCents: number): StatementAccount => ({
	code,
	label: `Compte ${code}`,
	balanceCents
});

const year: YearBalances = [
	account('1068', -50_000),
	account('110', -10_000),
	account('2183', 30_000),
	account('28183', -12_000),
	account('411', 4_000),
	account('401', -6_000),
	account('512', 80_000),
	account('606', 20_000),
	account('6811', 3_000),
	account('7561', -59_000),
	account('864', 90_000),
	account('875', -90_000)
];

const cents = (rows: readonly { id: string; currentCents: number | null }[], id: string) =>
	rows.find((row) => row.id === id)?.currentCents;

describe('incomeStatement', () => {
	it('computes the results, voluntary contributions at the foot weighing nothing', () => {
		const statement = incomeStatement(year, null);
		expect(statement.resultCents).toBe(36_000);
		expect(cents(statement.rows, 'subscriptions')).toBe(59_000);
		expect(cents(statement.rows, 'external-purchases')).toBe(20_000);
		expect(cents(statement.rows, 'depreciation')).toBe(3_000);
		expect(cents(statement.rows, 'operating-result')).toBe(36_000);
		expect(cents(statement.inKindRows, 'volunteering')).toBe(90_000);
		expect(cents(statement.inKindRows, 'total-uses-in-kind')).toBe(90_000);
		expect(statement.rows.every(({ previousCents }) => previousCents === null)).toBe(true);
	});

	it.each([
		['74', 'public-funding'],
		['7073', 'sales-of-goods'],
		['7063', 'sales-of-services'],
		['75411', 'donations'],
		['7542', 'patronage'],
		['7894', 'dedicated-funds-used'],
		['781', 'operating-reversals'],
		['7866', 'financial-reversals'],
		['757', 'other-operating-income'],
		['6037', 'stock-change'],
		['607', 'goods-purchased'],
		['6411', 'wages'],
		['6451', 'social-charges'],
		['6571', 'grants-paid'],
		['6815', 'provisions'],
		['6894', 'dedicated-funds-carried'],
		['6616', 'interest-paid'],
		['678', 'exceptional-capital-expenses'],
		['695', 'income-tax']
	])('puts account %s in %s', (code, line) => {
		const { rows } = incomeStatement([account(code, code.startsWith('7') ? -100 : 100)], null);
		expect(rows.filter(({ kind, currentCents }) => kind === 'line' && currentCents)).toEqual([
			expect.objectContaining({ id: line, currentCents: 100 })
		]);
	});

	it('has volunteering in 870 and gifts in kind in 875 under the chart of 1999, the reverse since', () => {
		const before = [account('864', 700), account('870', -400), account('875', -300)].map(
			(each) => ({ ...each, chart: 'associations-1999' as const })
		);
		const after = [account('864', 50), account('870', -20), account('875', -30)];
		const { inKindRows } = incomeStatement(after, before);
		const of = (id: string) => {
			const row = inKindRows.find((each) => each.id === id);
			return [row?.currentCents, row?.previousCents];
		};
		expect(of('volunteering')).toEqual([30, 400]);
		expect(of('gifts-in-kind')).toEqual([20, 300]);
		expect(of('total-contributions-in-kind')).toEqual([50, 700]);
		expect(of('total-uses-in-kind')).toEqual([50, 700]);
	});

	it('puts the year before beside, account by account', () => {
		const { rows, previousResultCents } = incomeStatement(year, [account('7562', -1_000)]);
		const line = rows.find(({ id }) => id === 'subscriptions');
		expect(line).toMatchObject({ currentCents: 59_000, previousCents: 1_000 });
		expect(line?.accounts.map(({ code, previousCents }) => [code, previousCents])).toEqual([
			['7561', 0],
			['7562', 1_000]
		]);
		expect(previousResultCents).toBe(1_000);
	});
});

describe('balanceSheet', () => {
	it('subtracts depreciation, places third parties by their balance, carries the result', () => {
		const sheet = balanceSheet(year, null);
		const fixed = sheet.assets.find(({ id }) => id === 'other-tangible');
		expect(fixed).toMatchObject({ grossCents: 30_000, reductionCents: 12_000, netCents: 18_000 });
		expect(cents(sheet.liabilities, 'suppliers')).toBe(6_000);
		expect(cents(sheet.liabilities, 'project-reserves')).toBe(50_000);
		expect(cents(sheet.liabilities, 'year-result')).toBe(36_000);
		expect([sheet.totalAssetsCents, sheet.totalLiabilitiesCents]).toEqual([102_000, 102_000]);
	});

	it('moves an overdrawn bank and a supplier in debit to the other side', () => {
		const sheet = balanceSheet([account('512', -500), account('401', 500)], null);
		expect(cents(sheet.liabilities, 'bank-borrowings')).toBe(500);
		expect(sheet.assets.find(({ id }) => id === 'other-receivables')?.netCents).toBe(500);
	});

	it.each([
		['2813', 'buildings'],
		['2905', 'patents-and-software'],
		['397', 'stocks'],
		['491', 'users-receivable'],
		['590', 'short-term-investments']
	])('subtracts account %s from %s', (code, line) => {
		const { assets } = balanceSheet([account(code, -700)], null);
		expect(assets.find(({ id }) => id === line)).toMatchObject({
			reductionCents: 700,
			netCents: -700
		});
	});

	it('keeps the result of the year before apart until it is allocated', () => {
		const sheet = balanceSheet([account('120', -300), account('512', 300)], null);
		expect(cents(sheet.liabilities, 'result-to-allocate')).toBe(300);
		expect(cents(sheet.liabilities, 'year-result')).toBe(0);
	});
});

const code = fc
	.tuple(fc.constantFrom(...'12345678'), fc.stringMatching(/^\d{2,5}$/))
	.map(([first, rest]) => first + rest)
	.filter((each) => !/^8[67]/.test(each));
const contribution = fc.integer({ min: 0, max: 1e9 });

/** Any accounts, one of them taking what balances the others; gifts in kind balanced by themselves. */
const balancedYear = fc
	.tuple(
		fc.uniqueArray(fc.tuple(code, fc.integer({ min: -1e9, max: 1e9 })), {
			selector: ([each]) => each,
			maxLength: 60
		}),
		contribution
	)
	.map(([pairs, kind]) => {
		const accounts = pairs
			.filter(([each]) => each !== '512')
			.map(([each, value]) => account(each, value));
		const rest = -sum(accounts.map(({ balanceCents }) => balanceCents));
		return [
			...accounts,
			account('512', rest || 0),
			account('864', kind),
			account('875', -kind || 0)
		];
	});

describe('any balanced year', () => {
	it('closes: assets equal liabilities and result, this year and the one before', () => {
		fc.assert(
			fc.property(balancedYear, balancedYear, (current, previous) => {
				const sheet = balanceSheet(current, previous);
				expect(sheet.totalAssetsCents).toBe(sheet.totalLiabilitiesCents);
				expect(sheet.assets.at(-1)?.previousCents).toBe(sheet.liabilities.at(-1)?.previousCents);
				expect(sheet.resultCents).toBe(incomeStatement(current, previous).resultCents);
			})
		);
	});

	it('loses nothing: the result is the sum of the accounts, each in one line', () => {
		fc.assert(
			fc.property(balancedYear, (current) => {
				const statement = incomeStatement(current, null);
				expect(statement.resultCents).toBe(resultOf(current));
				expect(statement.resultCents).toBe(statement.incomeCents - statement.expensesCents);
				const placed = statement.rows.flatMap((row) => row.accounts.map((each) => each.code));
				const bearing = current.filter((each) => /^[67]/.test(each.code) && each.balanceCents);
				expect(placed.sort()).toEqual(bearing.map((each) => each.code).sort());
				const sheet = balanceSheet(current, null);
				const rows = [...sheet.assets, ...sheet.liabilities];
				const others = current.filter(
					(each) => !/^(?:[67]|8[67])/.test(each.code) && each.balanceCents
				);
				expect(rows.flatMap((row) => row.accounts.map((each) => each.code)).sort()).toEqual(
					others.map((each) => each.code).sort()
				);
			})
		);
	});
});
