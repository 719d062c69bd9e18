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
import { chooseAccountMove } from './choose-account-move.ts';

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

function openYearUnder(caller: Caller, year: number, chart: ChartVersion) {
	const period = { start: `${year}-01-01`, end: `${year}-12-31` };
	return perform(openFiscalYear, caller, { ...period, chart });
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
});
