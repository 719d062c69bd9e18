import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { sum } from '#shared/money.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { addAxis, addAxisValue } from './analytics-operations.ts';
import * as operations from './budget-operations.ts';
import { openFiscalYear } from './open-fiscal-year.ts';

useTestProgram();

const { accountBudget, copyBudget, exportBudget, exportGrantBudget, readBudget, setBudget } =
	operations;

/** 2025: dues of 100 €, rent of 30,40 €. 2026: dues of 20 €. */
async function twoYears() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const first = await aFiscalYear(treasurer, 2025);
	const second = await aFiscalYear(treasurer, 2026);
	await anEntry(treasurer, { date: day('2025-04-02'), amountCents: 10_000 });
	const rent = { debit: '6132', credit: '5121', amountCents: 3_040 };
	await anEntry(treasurer, { date: day('2025-05-02'), ...rent });
	await anEntry(treasurer);
	return { association, treasurer, first, second };
}

const foreseen = async (caller: Caller, input: object = {}) => {
	const { rows } = await perform(readBudget, caller, input);
	return Object.fromEntries(
		rows.filter((row) => row.budgetCents).map((row) => [row.code, row.budgetCents])
	);
};

describe('a budget is refused', () => {
	it('to whoever may not read or write it, and to another association', async () => {
		const { association, second } = await twoYears();
		const amounts = [{ account: '6132', amountCents: 100 }];
		const write = { fiscalYearId: second, amounts };
		await expectRefusal(
			perform(setBudget, association.as('accountant'), write),
			'platform.not-allowed'
		);
		for (const operation of [readBudget, exportBudget, exportGrantBudget] as const) {
			const work =
				operation.answer === 'download'
					? performDownload(operation, association.as('member'), {})
					: perform(operation, association.as('member'), {});
			await expectRefusal(work, 'platform.not-allowed');
		}
		const elsewhere = await twoYears();
		await expectRefusal(perform(setBudget, elsewhere.treasurer, write), 'accounting.no-such-year');
	});

	it('with an account, an amount, a month or a project that cannot be; nothing is half-written', async () => {
		const { treasurer, second: fiscalYearId } = await twoYears();
		const good = { account: '6132', amountCents: 100 };
		for (const [wrong, code] of [
			[{ account: '5121', amountCents: 1 }, 'accounting.no-budget-account'],
			[{ account: '60', amountCents: 1 }, 'accounting.no-budget-account'],
			[{ account: '6999X', amountCents: 1 }, 'accounting.no-such-account'],
			[{ account: '607', amountCents: -1 }, 'accounting.budget-negative'],
			[{ account: '607', amountCents: 1, month: '2027-01' }, 'accounting.month-outside-year'],
			[{ account: '607', amountCents: 1, month: '2026-13' }, 'platform.input-invalid']
		] as const) {
			const amounts = [good, wrong];
			await expectRefusal(perform(setBudget, treasurer, { fiscalYearId, amounts }), code);
		}
		const amounts = [good];
		await expectRefusal(
			perform(setBudget, treasurer, { fiscalYearId, valueId: newId(), amounts }),
			'accounting.no-such-value'
		);
		expect(await foreseen(treasurer)).toEqual({});
		await expectRefusal(
			perform(accountBudget, treasurer, { account: '5121' }),
			'accounting.no-budget-account'
		);
	});

	it('copied where there is one already, or no year before', async () => {
		const { treasurer, first, second } = await twoYears();
		await expectRefusal(
			perform(copyBudget, treasurer, { fiscalYearId: first }),
			'accounting.no-year-before'
		);
		const amounts = [{ account: '6132', amountCents: 100 }];
		await perform(setBudget, treasurer, { fiscalYearId: second, amounts });
		await expectRefusal(
			perform(copyBudget, treasurer, { fiscalYearId: second }),
			'accounting.budget-exists'
		);
	});
});

describe('a budget', () => {
	it('stands beside what was done and the year before', async () => {
		const { treasurer, second: fiscalYearId } = await twoYears();
		const amounts = [
			{ account: '7561', amountCents: 12_000 },
			{ account: '6132', amountCents: 5_000 },
			{ account: '875', amountCents: 700 }
		];
		await perform(setBudget, treasurer, { fiscalYearId, amounts });
		const budget = await perform(readBudget, treasurer, {});
		expect(budget.rows).toMatchObject([
			{ code: '6132', side: 'expense', budgetCents: 5_000, actualCents: 0, previousCents: 3_040 },
			{
				code: '7561',
				side: 'income',
				budgetCents: 12_000,
				actualCents: 2_000,
				previousCents: 10_000
			},
			{ code: '875', side: 'in-kind-source', budgetCents: 700, actualCents: 0, previousCents: 0 }
		]);
		expect(budget.result).toEqual({ budgetCents: 7_000, actualCents: 2_000 });
		await perform(setBudget, treasurer, {
			fiscalYearId,
			amounts: [{ account: '875', amountCents: 0 }]
		});
		expect(await foreseen(treasurer)).toEqual({ '6132': 5_000, '7561': 12_000 });
	});

	it('is told for the year or by month: one way takes the other away', async () => {
		const { treasurer, second: fiscalYearId } = await twoYears();
		const set = (amounts: { account: string; month?: string; amountCents: number }[]) =>
			perform(setBudget, treasurer, { fiscalYearId, amounts });
		await set([{ account: '6132', amountCents: 1_201 }]);
		let account = await perform(accountBudget, treasurer, { account: '6132' });
		expect(account.monthly).toBe(false);
		expect(account.months.map(({ budgetCents }) => budgetCents)).toEqual([
			101, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100
		]);
		await set([
			{ account: '6132', month: '2026-03', amountCents: 300 },
			{ account: '6132', month: '2026-09', amountCents: 900 }
		]);
		account = await perform(accountBudget, treasurer, { account: '6132' });
		expect(account).toMatchObject({ monthly: true, budgetCents: 1_200 });
		await set([{ account: '6132', month: '2026-03', amountCents: 0 }]);
		expect(await foreseen(treasurer)).toEqual({ '6132': 900 });
		const dues = await perform(accountBudget, treasurer, { account: '7561' });
		expect(dues.months.find(({ month }) => month === '2026-03')?.actualCents).toBe(2_000);
		expect(sum(dues.months.map(({ actualCents }) => actualCents))).toBe(dues.actualCents);
	});

	it('of projects adds up to that of the association, on the first axis only', async () => {
		const { treasurer, second: fiscalYearId } = await twoYears();
		const { valueId } = await perform(addAxisValue, treasurer, { label: 'Serre' });
		const { axisId } = await perform(addAxis, treasurer, { label: 'Financeurs' });
		const city = await perform(addAxisValue, treasurer, { label: 'Ville', axisId });
		const of = (amountCents: number, value?: string) =>
			perform(setBudget, treasurer, {
				fiscalYearId,
				valueId: value,
				amounts: [{ account: '606', amountCents }]
			});
		await of(1);
		await of(20, valueId);
		await of(300, city.valueId);
		expect(await foreseen(treasurer)).toEqual({ '606': 21 });
		const { rows } = await perform(readBudget, treasurer, {});
		expect(rows.find(({ code }) => code === '606')).toMatchObject({ budgetCents: 21, ownCents: 1 });
		const account = await perform(accountBudget, treasurer, { account: '606' });
		expect(account).toMatchObject({ budgetCents: 21, ownCents: 1 });
		expect(await foreseen(treasurer, { valueId })).toEqual({ '606': 20 });
		expect(await foreseen(treasurer, { valueId: city.valueId })).toEqual({ '606': 300 });
	});

	it('begins under another chart with what takes the place of each account: 652 were federal licences', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const year = (start: string, chart: 'associations-2018' | 'associations-2025') =>
			perform(openFiscalYear, treasurer, {
				...{ start: `${start}-01-01`, end: `${start}-12-31`, chart }
			});
		const former = await year('2024', 'associations-2018');
		const amounts = [
			{ account: '652', amountCents: 10_000 },
			{ account: '6281', amountCents: 500 },
			{ account: '606', amountCents: 2_000 }
		];
		const foreseenThen = { fiscalYearId: former.fiscalYearId, amounts };
		await perform(setBudget, treasurer, foreseenThen);
		const { fiscalYearId } = await year('2025', 'associations-2025');
		await perform(copyBudget, treasurer, { fiscalYearId, from: 'budget' });
		expect(await foreseen(treasurer, { fiscalYearId })).toEqual({ '6281': 10_500, '606': 2_000 });
	});

	it('begins with what was done, raised and rounded to the euro; or with the budget before', async () => {
		const { treasurer, first, second } = await twoYears();
		const copied = await perform(copyBudget, treasurer, { fiscalYearId: second, percent: 5 });
		expect(copied).toEqual({ copied: 2, left: [] });
		expect(await foreseen(treasurer)).toEqual({ '6132': 3_200, '7561': 10_500 });
		const third = await aFiscalYear(treasurer, 2027);
		const amounts = [{ account: '6132', month: '2026-02', amountCents: 1_000 }];
		await perform(setBudget, treasurer, { fiscalYearId: second, amounts });
		await perform(copyBudget, treasurer, { fiscalYearId: third, from: 'budget' });
		expect(await foreseen(treasurer, { fiscalYearId: third })).toEqual({
			'6132': 1_000,
			'7561': 10_500
		});
		const rent = await perform(accountBudget, treasurer, { account: '6132', fiscalYearId: third });
		expect(rent.months.find(({ budgetCents }) => budgetCents)?.month).toBe('2027-02');
		expect(await foreseen(treasurer, { fiscalYearId: first })).toEqual({});
	});

	it('leaves as files: its follow-up, and the page of a grant request that balances', async () => {
		const { treasurer, second: fiscalYearId } = await twoYears();
		const amounts = [
			{ account: '7561', amountCents: 12_000 },
			{ account: '741', amountCents: 50_000 },
			{ account: '6132', amountCents: 65_000 },
			{ account: '864', amountCents: 900 },
			{ account: '875', amountCents: 900 }
		];
		await perform(setBudget, treasurer, { fiscalYearId, amounts });
		const followed = await performDownload(exportBudget, treasurer, { format: 'csv' });
		expect(followed.name).toBe('budget-2026.csv');
		const { rows } = await readTable(await bytesOf(followed));
		expect(rows.find(([code]) => code === '7561')?.slice(2)).toEqual([
			'100,00',
			'120,00',
			'20,00',
			'-100,00'
		]);
		const request = await performDownload(exportGrantBudget, treasurer, { format: 'csv' });
		const table = await readTable(await bytesOf(request));
		const last = table.rows.findIndex(([left]) => left === 'TOTAL');
		expect(table.rows[last]).toEqual(['TOTAL', '650,00', 'TOTAL', '650,00']);
		expect(table.rows.flat()).toContain('Insuffisance prévisionnelle (déficit)');
		for (const format of ['pdf', 'ods', 'xlsx'] as const) {
			const file = await performDownload(exportGrantBudget, treasurer, { format });
			const bytes = await bytesOf(file);
			if (format !== 'pdf') expect((await readTable(bytes)).rows.length).toBeGreaterThan(20);
			else {
				const text = textOfPdf(bytes).flatMap((page) => page.map((run) => run.text));
				expect(text).toEqual(expect.arrayContaining(['TOTAL DES CHARGES', '650,00', '9,00']));
			}
		}
	});
});
