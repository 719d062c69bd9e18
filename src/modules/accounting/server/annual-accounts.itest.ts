import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { readAnnualNotes } from './annual-accounts/annual-notes.read.ts';
import { exportAnnualAccounts } from './annual-accounts/export-annual-accounts.ts';
import { writeAnnualNote } from './annual-accounts/write-annual-note.ts';

useTestProgram();

async function aYear() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	const fiscalYearId = await aFiscalYear(treasurer);
	await anEntry(treasurer);
	const mower = { journal: 'OD', debit: '2183', credit: '5121', amountCents: 1_500 };
	await anEntry(treasurer, { ...mower, date: day('2026-04-01') });
	return { association, treasurer, fiscalYearId };
}

describe('the notes to the annual accounts', () => {
	it('are refused to whoever may not write them, and in another association', async () => {
		const { association, treasurer, fiscalYearId } = await aYear();
		const input = { fiscalYearId, section: 'events' as const, body: 'Fête' };
		await expectRefusal(
			perform(writeAnnualNote, association.as('accountant'), input),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(writeAnnualNote, (await aYear()).treasurer, input),
			'accounting.no-such-year'
		);
		const { notes } = await perform(readAnnualNotes, treasurer, {});
		expect(notes.some(({ written }) => written)).toBe(false);
	});

	it('say the usual words until they are written, and again once emptied', async () => {
		const { treasurer, fiscalYearId } = await aYear();
		const write = (body: string) =>
			perform(writeAnnualNote, treasurer, { fiscalYearId, section: 'events', body });
		const events = async () =>
			(await perform(readAnnualNotes, treasurer, {})).notes.find(
				({ section }) => section === 'events'
			);
		const usual = await events();
		expect(usual).toMatchObject({ written: false });
		await write('Une tempête en novembre.');
		expect(await events()).toMatchObject({ written: true, body: 'Une tempête en novembre.' });
		await write('');
		expect(await events()).toEqual(usual);
	});

	it('close the booklet: cover, balance sheet, income statement, notes with what moved', async () => {
		const { treasurer, fiscalYearId } = await aYear();
		const body = 'Une tempête en novembre.\nLa serre est réparée.';
		await perform(writeAnnualNote, treasurer, { fiscalYearId, section: 'events', body });
		for (const layout of ['full', 'simplified'] as const) {
			const file = await performDownload(exportAnnualAccounts, treasurer, { layout });
			expect(file.name).toBe('comptes-annuels-2026.pdf');
			const pages = textOfPdf(await bytesOf(file)).map((page) => page.map(({ text }) => text));
			expect(pages.length).toBeGreaterThanOrEqual(4);
			expect(pages[0]).toContain('Comptes annuels 2026');
			expect(pages[1]).toContain('Bilan');
			expect(pages[2]).toContain('Compte de résultat');
			const notes = pages.slice(3).flat();
			expect(notes).toEqual(
				expect.arrayContaining(['Annexe', 'Une tempête en novembre.', 'La serre est réparée.'])
			);
			expect(notes.filter((text) => text === '15,00')).toHaveLength(2);
		}
	});
});
