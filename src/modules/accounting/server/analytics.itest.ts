import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { sum } from '#shared/money.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import * as operations from './analytics-operations.ts';
import { closeFiscalYear } from './close-fiscal-year.ts';
import { readIncomeStatement } from './income-statement.read.ts';
import { postEntry } from './post-entry.ts';
import { recordExpense } from './record-expense.ts';
import { reverseEntry } from './reverse-entry.ts';

useTestProgram();

const { addAxis, addAxisValue, changeAxisValue, entryShares, listAxes, readAxisResults } =
	operations;
const { readValueStatement, shareEntry, valueLines } = operations;

async function aTreasurer(year = 2026) {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const fiscalYearId = await aFiscalYear(treasurer, year);
	return { association, treasurer, fiscalYearId };
}

async function aProject(caller: Caller, label: string, axisId?: string): Promise<string> {
	return (await perform(addAxisValue, caller, { label, axisId })).valueId;
}

/** 90 € of rent; the line of the expense is the first. */
async function rent(caller: Caller, date = day('2026-03-15')) {
	const entry = { date, debit: '6132', credit: '5121', amountCents: 9_000, label: 'Loyer' };
	return (await anEntry(caller, entry)).entryId;
}

const results = async (caller: Caller, axisId?: string) => {
	const { values, unshared, total } = await perform(readAxisResults, caller, { axisId });
	expect(sum([...values, unshared].map((each) => each.resultCents))).toBe(total.resultCents);
	return Object.fromEntries([...values.map((each) => [each.label, each.resultCents])]);
};

describe('axes and their values', () => {
	it('are refused to whoever may not, and to another association', async () => {
		const { association, treasurer } = await aTreasurer();
		const valueId = await aProject(treasurer, 'Serre');
		const entryId = await rent(treasurer);
		for (const operation of [addAxis, addAxisValue]) {
			const work = perform(operation, association.as('accountant'), { label: 'Fête' });
			await expectRefusal(work, 'platform.not-allowed');
		}
		const member = association.as('member');
		await expectRefusal(perform(listAxes, member, {}), 'platform.not-allowed');
		await expectRefusal(perform(entryShares, member, { entryId }), 'platform.not-allowed');
		const other = (await aTreasurer()).treasurer;
		await expectRefusal(
			perform(readValueStatement, other, { valueId }),
			'accounting.no-such-value'
		);
		await expectRefusal(perform(valueLines, other, { valueId }), 'accounting.no-such-value');
		await expectRefusal(
			perform(changeAxisValue, other, { valueId, archived: true }),
			'accounting.no-such-value'
		);
		await expectRefusal(
			perform(shareEntry, other, { entryId, lines: [] }),
			'accounting.no-such-entry'
		);
		await expectRefusal(
			perform(readAxisResults, treasurer, { axisId: newId() }),
			'accounting.no-such-axis'
		);
	});

	it('have names of their own, on each axis', async () => {
		const { treasurer } = await aTreasurer();
		const { axisId } = await perform(addAxis, treasurer, { label: 'Financeurs' });
		await expectRefusal(
			perform(addAxis, treasurer, { label: 'financeurs' }),
			'accounting.axis-exists'
		);
		const city = await aProject(treasurer, 'Ville', axisId);
		await expectRefusal(
			perform(addAxisValue, treasurer, { label: 'VILLE', axisId }),
			'accounting.value-exists'
		);
		await perform(changeAxisValue, treasurer, { valueId: city, label: 'Ville de Kerlann' });
		await perform(changeAxisValue, treasurer, { valueId: city, archived: true });
		const { axes } = await perform(listAxes, treasurer, {});
		expect(axes[0]?.values).toEqual([{ id: city, label: 'Ville de Kerlann', archived: true }]);
	});

	it('begin with « Projets » when nothing is said', async () => {
		const { treasurer } = await aTreasurer();
		await aProject(treasurer, 'Serre');
		await aProject(treasurer, 'Fête');
		const { axes } = await perform(listAxes, treasurer, {});
		expect(axes.map(({ label, values }) => [label, values.length])).toEqual([['Projets', 2]]);
	});
});

describe('the shares of an entry', () => {
	it('are refused beyond the line, and in a closed year; nothing is half-written', async () => {
		const { treasurer, fiscalYearId } = await aTreasurer(2025);
		await aFiscalYear(treasurer, 2026);
		const valueId = await aProject(treasurer, 'Serre');
		const entryId = await rent(treasurer, day('2025-03-15'));
		const share = (amountCents: number, position = 1) =>
			perform(shareEntry, treasurer, {
				entryId,
				lines: [{ position, shares: [{ valueId, amountCents }] }]
			});
		await share(4_000);
		await expectRefusal(share(9_001), 'accounting.shares-exceed-line');
		await expectRefusal(share(100, 3), 'accounting.no-such-line');
		const { shares } = await perform(entryShares, treasurer, { entryId });
		expect(shares.map(({ position, amountCents }) => [position, amountCents])).toEqual([
			[1, 4_000]
		]);
		await perform(closeFiscalYear, treasurer, { fiscalYearId });
		await expectRefusal(share(100), 'accounting.year-closed');
	});

	it('of an entry refused leave no entry', async () => {
		const { treasurer } = await aTreasurer();
		const valueId = newId();
		await expectRefusal(
			perform(postEntry, treasurer, {
				journal: 'OD',
				date: '2026-05-01',
				label: 'Fleurs',
				lines: [
					{ account: '6068', debitCents: 500, shares: [{ valueId }] },
					{ account: '401', creditCents: 500 }
				]
			}),
			'accounting.no-such-value'
		);
		const statement = await perform(readIncomeStatement, treasurer, {});
		expect(statement.resultCents).toBe(0);
	});

	it('split a line by percentages, to the cent, and make the statement of each value', async () => {
		const { treasurer } = await aTreasurer();
		const [serre, fete] = [await aProject(treasurer, 'Serre'), await aProject(treasurer, 'Fête')];
		const entryId = await rent(treasurer);
		await anEntry(treasurer);
		const shares = [
			{ valueId: serre, percent: 66.67 },
			{ valueId: fete, percent: 33.33 }
		];
		await perform(shareEntry, treasurer, { entryId, lines: [{ position: 1, shares }] });
		expect(await results(treasurer)).toEqual({ Serre: -6_000, Fête: -3_000 });
		const { unshared } = await perform(readAxisResults, treasurer, {});
		expect(unshared).toEqual({ incomeCents: 2_000, expensesCents: 0, resultCents: 2_000 });
		const statement = await perform(readValueStatement, treasurer, { valueId: serre });
		expect(statement).toMatchObject({ expensesCents: 6_000, resultCents: -6_000 });
		const { lines } = await perform(valueLines, treasurer, { valueId: serre, accounts: '6132' });
		expect(lines).toMatchObject([{ entryId, debitCents: 6_000, account: '6132', label: 'Loyer' }]);
		const elsewhere = await perform(valueLines, treasurer, { valueId: serre, accounts: '7*' });
		expect(elsewhere.lines).toEqual([]);
	});

	it('come with an entry in plain words, and are undone with it', async () => {
		const { treasurer } = await aTreasurer();
		const serre = await aProject(treasurer, 'Serre');
		const { axisId } = await perform(addAxis, treasurer, { label: 'Financeurs' });
		const city = await aProject(treasurer, 'Ville', axisId);
		const { entryId } = await perform(recordExpense, treasurer, {
			date: '2026-02-01',
			label: 'Bâche de la serre',
			amountCents: 12_000,
			means: '5121',
			meaning: 'equipment',
			valueIds: [serre, city]
		});
		expect(await results(treasurer)).toEqual({ Serre: -12_000 });
		expect(await results(treasurer, axisId)).toEqual({ Ville: -12_000 });
		await perform(reverseEntry, treasurer, { entryId, date: '2026-02-02' });
		expect(await results(treasurer)).toEqual({ Serre: 0 });
	});

	it('keep an archived value in its past, and offer it no more', async () => {
		const { treasurer } = await aTreasurer();
		const serre = await aProject(treasurer, 'Serre');
		const entryId = await rent(treasurer);
		const lines = [{ position: 1, shares: [{ valueId: serre }] }];
		await perform(shareEntry, treasurer, { entryId, lines });
		await perform(changeAxisValue, treasurer, { valueId: serre, archived: true });
		expect(await results(treasurer)).toEqual({ Serre: -9_000 });
		const again = { entryId: await rent(treasurer), lines };
		await expectRefusal(perform(shareEntry, treasurer, again), 'accounting.value-archived');
	});

	it('are listed page after page, and leave as files', async () => {
		const { treasurer } = await aTreasurer();
		const serre = await aProject(treasurer, 'Serre');
		for (let index = 1; index <= 5; index++) {
			const entryId = await rent(treasurer, day(`2026-03-0${6 - index}`));
			const lines = [{ position: 1, shares: [{ valueId: serre, amountCents: index }] }];
			await perform(shareEntry, treasurer, { entryId, lines });
		}
		const seen: number[] = [];
		let after: string | undefined;
		do {
			const page = await perform(valueLines, treasurer, { valueId: serre, after, limit: 2 });
			seen.push(...page.lines.map(({ debitCents }) => debitCents));
			after = page.next;
		} while (after !== undefined);
		expect(seen).toEqual([5, 4, 3, 2, 1]);
		const file = await performDownload(operations.exportAxisResults, treasurer, { format: 'csv' });
		expect(file.name).toBe('projets-2026.csv');
		expect((await readTable(await bytesOf(file))).rows).toEqual([
			['Serre', '0,00', '0,15', '-0,15'],
			['Sans projet', '0,00', '449,85', '-449,85']
		]);
		const statement = await performDownload(operations.exportValueStatement, treasurer, {
			valueId: serre,
			format: 'ods'
		});
		expect((await readTable(await bytesOf(statement))).rows.length).toBeGreaterThan(3);
	});
});
