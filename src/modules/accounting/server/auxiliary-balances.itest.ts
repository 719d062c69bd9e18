import { describe, expect, it } from 'vitest';
import { perform, performDownload } from '#platform/server/perform.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { addAxisValue } from './analytics-operations.ts';
import { exportTrialBalance } from './export-trial-balance.ts';
import { listEntries } from './list-entries.read.ts';
import { recordExpense } from './record-expense.ts';
import { recordClaim } from './third-parties/record-claim.ts';
import { trialBalance } from './trial-balance.read.ts';

useTestProgram();

async function aYear() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	for (const [name, date, amountCents] of [
		['École', '2026-02-01', 300],
		['Mairie', '2026-02-15', 200],
		['École', '2026-04-01', 50]
	] as const) {
		const claim = { date, label: 'Atelier', name, amountCents, account: '706' };
		await perform(recordClaim, treasurer, claim);
	}
	return { association, treasurer };
}

describe('the trial balance by third party', () => {
	it('tells each of them below its account, over any days, and adds up to it', async () => {
		const { treasurer } = await aYear();
		const whole = await perform(trialBalance, treasurer, { auxiliary: true });
		const clients = whole.accounts.find(({ code }) => code === '411');
		expect(clients?.thirdParties).toMatchObject([
			{ label: 'École', openingCents: 0, debitCents: 350, closingCents: 350 },
			{ label: 'Mairie', debitCents: 200, closingCents: 200 }
		]);
		expect(clients?.closingCents).toBe(550);
		const spring = { auxiliary: true, from: '2026-03-01', to: '2026-05-31' };
		const { accounts } = await perform(trialBalance, treasurer, spring);
		expect(accounts.find(({ code }) => code === '411')?.thirdParties).toMatchObject([
			{ label: 'École', openingCents: 300, debitCents: 50, closingCents: 350 },
			{ label: 'Mairie', openingCents: 200, debitCents: 0, closingCents: 200 }
		]);
		const plain = await perform(trialBalance, treasurer, {});
		expect(plain.accounts.every((row) => !('thirdParties' in row))).toBe(true);
	});

	it('goes to a file', async () => {
		const { treasurer } = await aYear();
		const file = await performDownload(exportTrialBalance, treasurer, { auxiliary: true });
		const { rows } = await readTable(await bytesOf(file));
		expect(rows.map((row) => row.slice(0, 3))).toEqual(
			expect.arrayContaining([
				['411', '', 'Usagers'],
				['411', 'ECOLE', 'École'],
				['411', 'MAIRIE', 'Mairie']
			])
		);
	});
});

describe('the journal', () => {
	it('is narrowed to a project', async () => {
		const { treasurer } = await aYear();
		const { valueId } = await perform(addAxisValue, treasurer, { label: 'Serre' });
		const bill = { date: '2026-02-01', label: 'Vitres', amountCents: 100, means: '5121' };
		await perform(recordExpense, treasurer, { ...bill, meaning: 'upkeep', valueIds: [valueId] });
		await anEntry(treasurer);
		const { entries } = await perform(listEntries, treasurer, { valueId });
		expect(entries.map(({ label }) => label)).toEqual(['Vitres']);
	});
});
