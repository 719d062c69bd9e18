import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { getEntry } from '../get-entry.read.ts';
import { listEntries } from '../list-entries.read.ts';
import { openFiscalYear } from '../open-fiscal-year.ts';
import { recordExpense } from '../record-expense.ts';
import { startRecurringEntry } from '../recurring/start-recurring-entry.ts';
import { takeDueEntries } from '../recurring/take-due-entries.ts';
import { getEntryTemplate } from '../templates/get-entry-template.read.ts';
import { saveEntryTemplate } from '../templates/save-entry-template.ts';
import { keepEntryDraft } from '../drafts/keep-entry-draft.ts';
import { getEntryDraft } from '../drafts/get-entry-draft.read.ts';
import * as closing from '../closing-operations.ts';
import { closeFiscalYear } from '../close-fiscal-year.ts';
import { trialBalance } from '../trial-balance.read.ts';
import { chooseAccountMove } from './choose-account-move.ts';
import { previewChartChange } from './preview-chart-change.read.ts';

useTestProgram();

async function yearsUnder(...charts: ChartVersion[]) {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	for (const [index, chart] of charts.entries()) {
		const year = 2024 + index;
		await openYearUnder(treasurer, year, chart);
	}
	return treasurer;
}

async function openYearUnder(caller: Caller, year: number, chart: ChartVersion) {
	const period = { start: `${year}-01-01`, end: `${year}-12-31` };
	const { fiscalYearId } = await perform(openFiscalYear, caller, { ...period, chart });
	return { fiscalYearId };
}

const licences = { label: 'Licences fédérales judo', amountCents: 4_000, means: '5121' };

async function spent(caller: Caller, date: string, more: object = {}): Promise<string[]> {
	const entry = { ...licences, date: day(date), ...more };
	const { entryId } = await perform(recordExpense, caller, entry);
	const { lines } = await perform(getEntry, caller, { entryId });
	return lines.map(({ account }) => account);
}

const template = {
	...{ name: 'Licences', journal: 'BQ', label: 'Licences fédérales' },
	lines: [
		{ account: '652', side: 'debit' as const, amountCents: 4_000 },
		{ account: '5121', side: 'credit' as const, amountCents: 4_000 }
	]
};

describe('an account kept from a year', () => {
	it('is followed by a habit under the chart of a later year: 652 were federal licences', async () => {
		const treasurer = await yearsUnder('associations-2018', 'associations-2025');
		expect(await spent(treasurer, '2024-03-01', { account: '652' })).toContain('652');
		expect(await spent(treasurer, '2024-04-01')).toContain('652');
		expect(await spent(treasurer, '2025-03-01')).toContain('6281');
		expect(await spent(treasurer, '2025-04-01')).toContain('6281');
		// And back: 6281 of 2025 is still 6281 in 2024, 652 no less.
		expect(await spent(treasurer, '2024-05-01', { account: '652' })).toContain('652');
	});

	it('that waits for a choice gives no habit, until the choice is made', async () => {
		const treasurer = await yearsUnder('associations-1999', 'associations-2018');
		await spent(treasurer, '2024-03-01', { account: '671' });
		await expectRefusal(spent(treasurer, '2025-03-01'), 'accounting.meaning-required');
		const move = { chart: 'associations-2018' as const, account: '671', into: '6718' };
		await perform(chooseAccountMove, treasurer, move);
		expect(await spent(treasurer, '2025-03-01')).toContain('6718');
	});

	it('is told by a template as what takes its place on the day it is for', async () => {
		const treasurer = await yearsUnder('associations-2018');
		const { templateId } = await perform(saveEntryTemplate, treasurer, template);
		await openYearUnder(treasurer, 2025, 'associations-2025');
		const accountsOn = async (date: string) => {
			const { lines } = await perform(getEntryTemplate, treasurer, { templateId, date: day(date) });
			return lines.map(({ account }) => account);
		};
		expect(await accountsOn('2024-06-01')).toEqual(['652', '5121']);
		expect(await accountsOn('2025-06-01')).toEqual(['6281', '5121']);
	});

	it('is told from a later chart to an earlier one, too', async () => {
		const treasurer = await yearsUnder('associations-2018', 'associations-2025');
		const [first] = template.lines;
		const lines = [{ ...first, account: '757', side: 'credit' as const }, template.lines[1]].map(
			(line) => ({ ...line, account: String(line?.account), side: line?.side ?? 'debit' })
		);
		lines[1] = { ...lines[1], account: '5121', side: 'debit', amountCents: 4_000 };
		const { templateId } = await perform(saveEntryTemplate, treasurer, { ...template, lines });
		const sold = await perform(getEntryTemplate, treasurer, {
			templateId,
			date: day('2024-06-01')
		});
		expect(sold.lines[0]?.account).toBe('775');
	});

	it('is written by a recurring entry in the accounts of the year of each day', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const former = await openYearUnder(treasurer, 2024, 'associations-2018');
		const { templateId } = await perform(saveEntryTemplate, treasurer, template);
		const later = await openYearUnder(treasurer, 2025, 'associations-2025');
		const rhythm = { months: 12, dayOfMonth: 1, from: day('2024-06-01'), times: 2 };
		await perform(startRecurringEntry, treasurer, { ...rhythm, templateId, posts: true });
		expect(await perform(takeDueEntries, treasurer, {})).toMatchObject({ posted: 2 });
		const accountsIn = async ({ fiscalYearId }: { fiscalYearId: string }) => {
			const { entries } = await perform(listEntries, treasurer, { fiscalYearId });
			const { lines } = await perform(getEntry, treasurer, { entryId: String(entries[0]?.id) });
			return lines.map(({ account }) => account);
		};
		expect(await accountsIn(former)).toEqual(['652', '5121']);
		expect(await accountsIn(later)).toEqual(['6281', '5121']);
	});

	it('is told by a draft under the chart of its year, opened meanwhile', async () => {
		const treasurer = await yearsUnder('associations-2018');
		const fields = {
			...{ date: '03/06/2025', label: 'Licences', 'lines.0.account': '652' },
			...{ 'lines.1.account': '5121', 'lines.1.label': '652', account: 'licences' }
		};
		const { draftId } = await perform(keepEntryDraft, treasurer, { form: 'entry', fields });
		const told = async () => (await perform(getEntryDraft, treasurer, { draftId })).fields;
		expect(await told()).toEqual(fields);
		await openYearUnder(treasurer, 2025, 'associations-2025');
		expect(await told()).toEqual({ ...fields, 'lines.0.account': '6281' });
	});
});

/** Debits less credits of the accounts of a year. */
async function balances(caller: Caller, fiscalYearId: string) {
	const { accounts } = await perform(trialBalance, caller, { fiscalYearId });
	return Object.fromEntries(accounts.map(({ code, closingCents }) => [code, closingCents]));
}

describe('what the end of a year is written with', () => {
	it('is undone where the opening moved it: 4486 became 4481', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const former = await openYearUnder(treasurer, 2024, 'associations-2018');
		const later = await openYearUnder(treasurer, 2025, 'associations-2025');
		await perform(closing.addAccrual, treasurer, {
			...{ kind: 'accrued-expense', label: 'Taxe foncière', account: '63512' },
			...{ amountCents: 90_000, periodStart: '2024-01-01', periodEnd: '2024-12-31' }
		});
		await perform(closing.postAccruals, treasurer, former);
		expect(await balances(treasurer, former.fiscalYearId)).toMatchObject({ 4486: -90_000 });
		await perform(closeFiscalYear, treasurer, former);
		const opened = await balances(treasurer, later.fiscalYearId);
		expect(opened).toMatchObject({ 4481: 0, 63512: -90_000 });
		expect(opened).not.toHaveProperty('4486');
		await perform(closing.postAccruals, treasurer, later);
		expect(await balances(treasurer, later.fiscalYearId)).toMatchObject({ 4481: -90_000 });
	});

	it('waits for a choice when nothing tells what takes its place, and says so', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		await openYearUnder(treasurer, 2024, 'associations-1999');
		await perform(closing.addAccrual, treasurer, {
			...{ kind: 'accrued-expense', label: 'Amende de 2025', account: '671' },
			...{ amountCents: 5_000, periodStart: '2025-01-01', periodEnd: '2025-12-31' }
		});
		const later = await openYearUnder(treasurer, 2025, 'associations-2018');
		const post = () => perform(closing.postAccruals, treasurer, later);
		const refusal = await expectRefusal(post(), 'accounting.account-left-chart');
		expect(refusal.faults).toMatchObject([
			{ path: 'account', parameters: { account: '671', year: '2025' } }
		]);
		expect(await balances(treasurer, later.fiscalYearId)).toEqual({});
		const chart = 'associations-2018' as const;
		const asked = await perform(previewChartChange, treasurer, { chart });
		expect(asked).toMatchObject({ waiting: 1, moves: [{ code: '671', into: null }] });
		await perform(chooseAccountMove, treasurer, { chart, account: '671', into: '6712' });
		await post();
		expect(await balances(treasurer, later.fiscalYearId)).toEqual({ 6712: 5_000, 4686: -5_000 });
	});

	it('wears out a fixed asset, and lets it go, in the accounts of each year', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const former = await openYearUnder(treasurer, 2024, 'associations-2018');
		const asset = {
			...{ label: 'Bien d’un legs', account: '240', acquiredOn: '2024-01-01' },
			...{ costCents: 100_000, lifeMonths: 48 }
		};
		const { assetId } = await perform(closing.addFixedAsset, treasurer, asset);
		await perform(closing.postDepreciation, treasurer, former);
		const later = await openYearUnder(treasurer, 2025, 'associations-2025');
		const wear = () => perform(closing.postDepreciation, treasurer, later);
		await expectRefusal(wear(), 'accounting.account-left-chart');
		const move = { chart: 'associations-2025' as const, account: '240', into: '2184' };
		await perform(chooseAccountMove, treasurer, move);
		const register = await perform(closing.listFixedAssets, treasurer, later);
		expect(register.assets).toMatchObject([{ account: '2184' }]);
		await perform(closing.disposeFixedAsset, treasurer, { assetId, date: '2025-12-31' });
		expect(await balances(treasurer, later.fiscalYearId)).toMatchObject({
			...{ 2184: -100_000, 28184: 25_000, 6811: 25_000, 652: 50_000 }
		});
	});
});
