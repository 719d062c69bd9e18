import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { readBalanceSheet } from './balance-sheet.read.ts';
import { readCashPosition } from './cash-position.read.ts';
import { exportCashPosition } from './export-cash-position.ts';
import { exportIncomeStatement } from './export-statements.ts';
import { exportTrialBalance } from './export-trial-balance.ts';
import { readIncomeStatement } from './income-statement.read.ts';
import { trialBalance } from './trial-balance.read.ts';

useTestProgram();

/** Opens with 10 €; in March dues of 20 € at bank; in May 5 € from bank to cash, and stamps of 3 € in cash. */
async function aYear() {
	const treasurer = (await anAssociation()).as('treasurer');
	const fiscalYearId = await aFiscalYear(treasurer);
	const opening = { journal: 'AN', date: day('2026-01-01'), credit: '110', amountCents: 1_000 };
	await anEntry(treasurer, opening);
	await anEntry(treasurer);
	const may = { journal: 'CA', date: day('2026-05-02'), debit: '530' };
	await anEntry(treasurer, { ...may, credit: '5121', amountCents: 500 });
	await anEntry(treasurer, { ...may, debit: '626', credit: '530', amountCents: 300 });
	return { treasurer, fiscalYearId };
}

describe('the trial balance of some accounts', () => {
	it('is refused when the list cannot be read', async () => {
		const { treasurer } = await aYear();
		for (const accounts of ['6 6', '*', '756,', 'é']) {
			await expectRefusal(perform(trialBalance, treasurer, { accounts }), 'platform.input-invalid');
		}
	});

	it('names them one by one, or by how they start', async () => {
		const { treasurer } = await aYear();
		const codes = async (accounts: string) =>
			(await perform(trialBalance, treasurer, { accounts })).accounts.map(({ code }) => code);
		expect(await codes('6*,7561')).toEqual(['626', '7561']);
		expect(await codes('756')).toEqual([]);
		expect(await codes('5*')).toEqual(['5121', '530']);
	});

	it('leaves for the days asked', async () => {
		const { treasurer } = await aYear();
		const input = { from: day('2026-05-01'), to: day('2026-05-31') };
		const file = await performDownload(exportTrialBalance, treasurer, input);
		const { rows } = await readTable(await bytesOf(file));
		expect(rows.find(([code]) => code === '5121')?.slice(2)).toEqual([
			'30,00',
			'0,00',
			'5,00',
			'25,00'
		]);
	});
});

describe('the simplified layout', () => {
	it('gathers lines, with the same result', async () => {
		const { treasurer } = await aYear();
		const statement = await perform(readIncomeStatement, treasurer, { layout: 'simplified' });
		expect(statement.rows.find(({ id }) => id === 'simple-purchases')).toMatchObject({
			label: 'Achats et charges externes',
			currentCents: 300
		});
		expect(statement.rows.at(-1)).toMatchObject({ id: 'result', currentCents: 1_700 });
		const sheet = await perform(readBalanceSheet, treasurer, { layout: 'simplified' });
		expect(sheet.assets.find(({ id }) => id === 'simple-cash')?.netCents).toBe(2_700);
		expect(sheet.totalAssetsCents).toBe(sheet.totalLiabilitiesCents);
		const file = await performDownload(exportIncomeStatement, treasurer, {
			layout: 'simplified',
			format: 'csv'
		});
		const { rows } = await readTable(await bytesOf(file));
		expect(rows.map(([label]) => label)).toContain('Cotisations');
	});
});

describe('the cash position', () => {
	it('tells what came in and went out each month, apart from the opening', async () => {
		const { treasurer, fiscalYearId } = await aYear();
		const position = await perform(readCashPosition, treasurer, { fiscalYearId });
		expect(position.openingCents).toBe(1_000);
		const of = (month: string) => position.months.find((each) => each.month === month);
		expect(of('2026-01')).toMatchObject({ inCents: 0, outCents: 0, balanceCents: 1_000 });
		expect(of('2026-03')).toMatchObject({ inCents: 2_000, outCents: 0, balanceCents: 3_000 });
		expect(of('2026-05')).toMatchObject({ inCents: 500, outCents: 800, balanceCents: 2_700 });
		expect(
			position.accounts.map(({ code, openingCents, balanceCents }) => [
				code,
				openingCents,
				balanceCents
			])
		).toEqual([
			['5121', 1_000, 2_500],
			['530', 0, 200]
		]);
	});

	it('leaves as a file, all accounts together then each', async () => {
		const { treasurer, fiscalYearId } = await aYear();
		const file = await performDownload(exportCashPosition, treasurer, {
			fiscalYearId,
			format: 'csv'
		});
		expect(file.name).toBe('tresorerie-2026.csv');
		const { rows } = await readTable(await bytesOf(file));
		expect(rows[0]).toEqual(['À l’ouverture', '', '', '10,00']);
		expect(rows.find(([month]) => month === 'mai 2026')).toEqual([
			'mai 2026',
			'5,00',
			'8,00',
			'27,00'
		]);
		expect(rows.map(([month]) => month)).toContain('530 Caisse');
	});
});
