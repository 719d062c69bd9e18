import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { addAxisValue } from '../analytics-operations.ts';
import { exportAnnualAccounts } from '../annual-accounts/export-annual-accounts.ts';
import * as operations from '../closing-operations.ts';
import { openFiscalYear } from '../open-fiscal-year.ts';
import { recordExpense } from '../record-expense.ts';
import { trialBalance } from '../trial-balance.read.ts';

useTestProgram();

const {
	addDedicatedFund,
	exportDedicatedFunds,
	listDedicatedFunds,
	removeDedicatedFund,
	settleDedicatedFund,
	transferDedicatedFund
} = operations;

const garden = {
	label: 'Jardin des écoles',
	funder: 'Ville de Kerlann',
	kind: 'grant' as const,
	receivedOn: '2025-05-01',
	receivedCents: 100_000
};

/** 300 € spent on the project in 2025, 500 € in 2026. */
async function twoYears() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const first = await aFiscalYear(treasurer, 2025);
	const second = await aFiscalYear(treasurer, 2026);
	const { valueId } = await perform(addAxisValue, treasurer, { label: 'Jardin des écoles' });
	const grant = { debit: '5121', credit: '741', amountCents: 100_000 };
	await anEntry(treasurer, { date: day('2025-05-01'), ...grant });
	for (const [date, amountCents] of [
		['2025-06-01', 30_000],
		['2026-06-01', 50_000]
	] as const) {
		const bill = { date, label: 'Graines', means: '5121', meaning: 'other-supplies' as const };
		await perform(recordExpense, treasurer, { ...bill, amountCents, valueIds: [valueId] });
	}
	return { association, treasurer, first, second, valueId };
}

async function balances(caller: Caller, fiscalYearId: string) {
	const { accounts } = await perform(trialBalance, caller, { fiscalYearId });
	return Object.fromEntries(accounts.map(({ code, closingCents }) => [code, closingCents]));
}

describe('a dedicated fund is refused', () => {
	it('to whoever may not write it, and in another association', async () => {
		const { association, treasurer, first } = await twoYears();
		await expectRefusal(
			perform(addDedicatedFund, association.as('accountant'), garden),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(listDedicatedFunds, association.as('secretary'), {}),
			'platform.not-allowed'
		);
		const { fundId } = await perform(addDedicatedFund, treasurer, garden);
		const elsewhere = await twoYears();
		const settlement = { fundId, fiscalYearId: elsewhere.first, spentCents: 1 };
		await expectRefusal(
			perform(settleDedicatedFund, elsewhere.treasurer, settlement),
			'accounting.no-such-fund'
		);
		await expectRefusal(
			perform(removeDedicatedFund, elsewhere.treasurer, { fundId }),
			'accounting.no-such-fund'
		);
		await expectRefusal(
			perform(settleDedicatedFund, treasurer, { fundId, fiscalYearId: first }),
			'accounting.fund-spent-unknown'
		);
	});

	it('with what cannot be', async () => {
		const { treasurer, first } = await twoYears();
		for (const [wrong, code] of [
			[{ receivedCents: 0 }, 'accounting.amount-not-positive'],
			[{ receivedCents: -1 }, 'accounting.amount-not-positive'],
			[{ valueId: newId() }, 'accounting.no-such-value'],
			[{ receivedOn: '2025-02-30' }, 'platform.input-invalid']
		] as const) {
			await expectRefusal(perform(addDedicatedFund, treasurer, { ...garden, ...wrong }), code);
		}
		const { fundId } = await perform(addDedicatedFund, treasurer, garden);
		const move = { fundId, toId: fundId, date: '2025-12-31', amountCents: 1 };
		await expectRefusal(perform(transferDedicatedFund, treasurer, move), 'accounting.fund-same');
		const other = await perform(addDedicatedFund, treasurer, { ...garden, label: 'Serre' });
		await expectRefusal(
			perform(transferDedicatedFund, treasurer, { ...move, toId: other.fundId }),
			'accounting.fund-too-small'
		);
		await expectRefusal(
			perform(settleDedicatedFund, treasurer, { fundId, fiscalYearId: first, spentCents: -1 }),
			'accounting.amount-not-positive'
		);
	});
});

describe('a dedicated fund', () => {
	it('keeps what its project did not spend, gives it back as it is spent, and is told in the notes', async () => {
		const { treasurer, first, second, valueId } = await twoYears();
		const { fundId } = await perform(addDedicatedFund, treasurer, { ...garden, valueId });
		const before = await perform(listDedicatedFunds, treasurer, { fiscalYearId: first });
		expect(before.funds).toMatchObject([
			{ spentCents: 30_000, proposal: { carriedCents: 70_000, usedCents: 0 } }
		]);
		await perform(settleDedicatedFund, treasurer, { fundId, fiscalYearId: first });
		expect(await balances(treasurer, first)).toMatchObject({ 6894: 70_000, 194: -70_000 });
		const once = await perform(settleDedicatedFund, treasurer, { fundId, fiscalYearId: second });
		expect(once).toMatchObject({ usedCents: 50_000, carriedCents: 0 });
		const again = await perform(settleDedicatedFund, treasurer, { fundId, fiscalYearId: second });
		expect(again.entries).toEqual(once.entries);
		expect((await balances(treasurer, second))['7894']).toBe(-50_000);
		const after = await perform(listDedicatedFunds, treasurer, { fiscalYearId: second });
		expect(after.totals).toEqual({
			openingCents: 70_000,
			carriedCents: 0,
			usedCents: 50_000,
			transferredCents: 0,
			closingCents: 20_000
		});
		expect(after.funds).toMatchObject([{ proposal: null }]);
		const booklet = await performDownload(exportAnnualAccounts, treasurer, {
			fiscalYearId: second
		});
		const words = textOfPdf(await bytesOf(booklet))
			.flat()
			.map(({ text }) => text);
		expect(words).toEqual(expect.arrayContaining(['Jardin des écoles', 'Transferts', '200,00']));
		const file = await performDownload(exportDedicatedFunds, treasurer, { fiscalYearId: second });
		expect(file.name).toBe('fonds-dedies-2026.pdf');
		expect(textOfPdf(await bytesOf(file)).flat()).not.toEqual([]);
	});

	it.each([
		['associations-1999', 2019, '194', '6894', 'Engagements à réaliser sur subventions attribuées'],
		['pcg-2026', 2025, '194', '6894', 'Reports en fonds dédiés sur subventions d’exploitation']
	] as const)(
		'has its accounts under the chart %s, added when it lacks them',
		async (chart, year, kept, carried, label) => {
			const treasurer = (await anAssociation()).as('treasurer');
			const { fiscalYearId } = await perform(openFiscalYear, treasurer, {
				...{ start: `${year}-01-01`, end: `${year}-12-31`, chart }
			});
			const { fundId } = await perform(addDedicatedFund, treasurer, {
				...garden,
				receivedOn: `${year}-05-01`
			});
			const spent = { fundId, fiscalYearId, spentCents: 30_000 };
			await perform(settleDedicatedFund, treasurer, spent);
			expect(await balances(treasurer, fiscalYearId)).toEqual({
				[kept]: -70_000,
				[carried]: 70_000
			});
			const { accounts } = await perform(trialBalance, treasurer, { fiscalYearId });
			expect(accounts.find(({ code }) => code === carried)?.label).toBe(label);
		}
	);

	it('is written anew when what was spent changes, and gives the rest to another purpose', async () => {
		const { treasurer, first, second } = await twoYears();
		const { fundId } = await perform(addDedicatedFund, treasurer, garden);
		const said = (spentCents: number) =>
			perform(settleDedicatedFund, treasurer, { fundId, fiscalYearId: first, spentCents });
		await said(30_000);
		await said(40_000);
		expect(await balances(treasurer, first)).toMatchObject({ 6894: 60_000, 194: -60_000 });
		const to = { ...garden, label: 'Serre', kind: 'generosity' as const, receivedCents: 1 };
		const other = await perform(addDedicatedFund, treasurer, to);
		const move = { fundId, toId: other.fundId, date: '2026-02-01', amountCents: 60_000 };
		await perform(transferDedicatedFund, treasurer, move);
		const { funds } = await perform(listDedicatedFunds, treasurer, { fiscalYearId: second });
		expect(funds).toMatchObject([
			{ openingCents: 60_000, transferredCents: -60_000, closingCents: 0 },
			{ openingCents: 0, transferredCents: 60_000, closingCents: 60_000 }
		]);
		await expectRefusal(
			perform(removeDedicatedFund, treasurer, { fundId }),
			'accounting.fund-has-entries'
		);
		const unused = await perform(addDedicatedFund, treasurer, garden);
		await perform(removeDedicatedFund, treasurer, unused);
	});
});
