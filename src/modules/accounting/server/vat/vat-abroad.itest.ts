import { describe, expect, it } from 'vitest';
import { perform, type Caller } from '#platform/server/perform.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aLiableAssociation } from '#modules/accounting/testing/a-liable-association.ts';
import * as operations from '../operations.ts';

useTestProgram();

const { getEntry, previewPlainEntry, readVatPeriod, recordDebt, recordExpense } = operations;

const video = {
	...{ date: '2026-01-10', label: 'Visioconférence', amountCents: 10_000, means: '5121' },
	...{ account: '626', vat: { rate: 'fr-2000', reverse: 'services' as const } }
};
const seeds = {
	...{ ...video, label: 'Semences', account: '6068' },
	vat: { rate: 'fr-550', reverse: 'goods' as const, partly: true }
};

async function linesOf(caller: Caller, entryId: string) {
	const { lines } = await perform(getEntry, caller, { entryId });
	return lines.map(({ account, debitCents, creditCents }) => [account, debitCents - creditCents]);
}

async function figures(caller: Caller) {
	const { boxes } = await perform(readVatPeriod, caller, {});
	return boxes.map(({ line, baseCents, taxCents, items }) => [line, baseCents, taxCents, items]);
}

describe('what is bought abroad', () => {
	it('is refused for a sale, and on the yearly form, which has other lines', async () => {
		const { treasurer } = await aLiableAssociation();
		const sale = { ...video, account: '706' };
		const sold = perform(operations.recordIncome, treasurer, sale);
		await expectRefusal(sold, 'accounting.vat-reverse-income');
		const yearly = await aLiableAssociation({ regime: 'yearly' });
		const bought = perform(recordExpense, yearly.treasurer, video);
		await expectRefusal(bought, 'accounting.vat-reverse-yearly');
		const { entries } = await perform(operations.listEntries, yearly.treasurer, {});
		expect(entries).toEqual([]);
	});

	it('is paid without tax, which is owed and deducted at once', async () => {
		const { treasurer } = await aLiableAssociation({ deductiblePercent: 60 });
		const told = await perform(previewPlainEntry, treasurer, {
			...{ direction: 'expense', date: video.date, label: video.label, amountCents: 10_000 },
			...{ means: '5121', account: '626', vatRate: 'fr-2000', vatReverse: 'services' }
		});
		expect(
			told.lines.map(({ account, debitCents, creditCents }) => [account, debitCents - creditCents])
		).toEqual([
			['626', 10_000],
			['44566', 2000],
			['4452', -2000],
			['5121', -10_000]
		]);
		expect(told.sentence).toContain('20,00\u202f€ de TVA');
		const posted = await perform(recordExpense, treasurer, video);
		expect(await linesOf(treasurer, posted.entryId)).toEqual([
			['626', 10_000],
			['44566', 2000],
			['4452', -2000],
			['5121', -10_000]
		]);
		const shared = await perform(recordExpense, treasurer, seeds);
		expect(await linesOf(treasurer, shared.entryId)).toEqual([
			['6068', 10_220],
			['44566', 330],
			['4452', -550],
			['5121', -10_000]
		]);
	});

	it('is declared on its own lines and among the taxes due, and leaves nothing once settled', async () => {
		const { treasurer } = await aLiableAssociation();
		await perform(recordExpense, treasurer, video);
		await perform(recordExpense, treasurer, seeds);
		expect(await figures(treasurer)).toEqual([
			['A1', 0, null, 0],
			['A3', 10_000, null, 1],
			['B2', 10_000, null, 1],
			['08', 10_000, 2000, 1],
			['09', 10_000, 600, 1],
			['16', null, 2600, 2],
			['17', null, 600, 1],
			['20', null, 2600, 2],
			['23', null, 2600, 2],
			['28', null, 0, 0],
			['32', null, 0, 0]
		]);
		await perform(operations.settleVat, treasurer, { end: '2026-01-31' });
		const { accounts } = await perform(operations.trialBalance, treasurer, {});
		const taxes = accounts.filter(({ code }) => code.startsWith('445'));
		expect(taxes.map(({ code, closingCents }) => [code, closingCents])).toEqual([
			['4452', 0],
			['44566', 0]
		]);
	});

	it('is owed to its supplier without tax, due with the invoice, and undone with it', async () => {
		const { treasurer } = await aLiableAssociation();
		const { amountCents, date, label, vat } = video;
		const debt = await perform(recordDebt, treasurer, {
			...{ amountCents, date, label, vat, account: '626', name: 'Visio Ltd' }
		});
		expect(await linesOf(treasurer, debt.entryId)).toEqual([
			['626', 10_000],
			['44566', 2000],
			['4452', -2000],
			['401', -10_000]
		]);
		expect(await figures(treasurer)).toContainEqual(['08', 10_000, 2000, 1]);
		await perform(operations.reverseEntry, treasurer, {
			entryId: debt.entryId,
			date: '2026-01-20'
		});
		expect(await figures(treasurer)).toContainEqual(['16', null, 0, 2]);
	});

	it('says its rate and what it is on, line by line, on the page of the entry', async () => {
		const { treasurer } = await aLiableAssociation({ deductiblePercent: 60 });
		const { entryId } = await perform(recordExpense, treasurer, seeds);
		const { lines } = await perform(getEntry, treasurer, { entryId });
		expect(lines.map(({ vat }) => vat)).toEqual([
			null,
			'À 5,5\u202f% sur 100,00\u202f€, déductible à 60\u202f%',
			'À 5,5\u202f% sur 100,00\u202f€',
			null
		]);
	});

	it('of which nothing may be deducted is a cost with its tax', async () => {
		const { treasurer } = await aLiableAssociation({ deductiblePercent: 0 });
		const vat = { ...video.vat, partly: true };
		const posted = await perform(recordExpense, treasurer, { ...video, vat });
		expect(await linesOf(treasurer, posted.entryId)).toEqual([
			['626', 12_000],
			['4452', -2000],
			['5121', -10_000]
		]);
		expect(await figures(treasurer)).toContainEqual(['32', null, 2000, 0]);
	});

	it('is declared apart when it is imported, and deducted as far as it may be', async () => {
		const { treasurer } = await aLiableAssociation({ deductiblePercent: 60 });
		const drums = {
			...{ ...video, label: 'Tambours', account: '6068' },
			vat: { rate: 'fr-2000', reverse: 'import' as const, partly: true }
		};
		await perform(recordExpense, treasurer, drums);
		expect(await figures(treasurer)).toEqual([
			['A1', 0, null, 0],
			['A4', 10_000, null, 1],
			['I1', 10_000, 2000, 1],
			['16', null, 2000, 1],
			['20', null, 1200, 1],
			['23', null, 1200, 1],
			['24', null, 1200, 1],
			['28', null, 800, 0],
			['32', null, 800, 0]
		]);
		const { returnId } = await perform(operations.settleVat, treasurer, { end: '2026-01-31' });
		const settled = await perform(readVatPeriod, treasurer, { returnId });
		expect(settled.boxes.find(({ line }) => line === '24')?.taxCents).toBe(1200);
	});
});
