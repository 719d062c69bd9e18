import { describe, expect, it } from 'vitest';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { day } from '#shared/day.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { addAccount } from '../add-account.ts';
import { closeFiscalYear } from '../close-fiscal-year.ts';
import { listAccounts } from '../list-accounts.read.ts';
import { listFiscalYears } from '../list-fiscal-years.read.ts';
import { openFiscalYear } from '../open-fiscal-year.ts';
import { postEntry } from '../post-entry.ts';
import { trialBalance } from '../trial-balance.read.ts';
import { validateEntries } from '../validate-entries.ts';
import { changeAccount } from './change-account.ts';
import { chooseAccountMove } from './choose-account-move.ts';
import { exportChart } from './export-chart.ts';
import { importChart } from './import-chart.ts';
import { previewChartChange } from './preview-chart-change.read.ts';

useTestProgram();

async function withYear(year = 2026) {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer, year);
	return { association, treasurer };
}

async function upload(caller: Caller, text: string): Promise<string> {
	const content = new TextEncoder().encode(text);
	const { id } = await keepFile(caller, { name: 'plan.csv', mediaType: 'text/csv', content });
	return id;
}

async function exported(caller: Caller, layout: 'essaim' | 'paheko'): Promise<string> {
	const { body } = await performDownload(exportChart, caller, { layout });
	let text = '';
	if (typeof body === 'string' || body instanceof Uint8Array) return String(body);
	for await (const part of body) {
		text += typeof part === 'string' ? part : new TextDecoder().decode(part);
	}
	return text;
}

async function find(caller: Caller, code: string) {
	const { accounts } = await perform(listAccounts, caller, { search: code });
	return accounts.find((account) => account.code === code);
}

describe('the accounts of an association', () => {
	it.each(['secretary', 'accountant', 'member'] as const)('are not changed by %s', async (role) => {
		const { association } = await withYear();
		const change = { code: '7561', favourite: true };
		await expectRefusal(
			perform(changeAccount, association.as(role), change),
			'platform.not-allowed'
		);
	});

	it('are not changed when they are titles, or in no chart', async () => {
		const { treasurer } = await withYear();
		for (const code of ['756A', '999', '756XX']) {
			await expectRefusal(
				perform(changeAccount, treasurer, { code, favourite: true }),
				'accounting.no-such-account'
			);
		}
	});

	it('stay in use as long as an open year uses them', async () => {
		const { treasurer } = await withYear();
		await anEntry(treasurer);
		const refusal = await expectRefusal(
			perform(changeAccount, treasurer, { code: '7561', active: false }),
			'accounting.account-in-use'
		);
		expect(refusal.parameters).toEqual({ account: '7561', year: '2026' });
	});

	it('take other words, become favourites, and are put away and back', async () => {
		const { treasurer } = await withYear();
		await perform(addAccount, treasurer, { code: '51214', label: 'Livret' });
		await perform(changeAccount, treasurer, {
			code: '51214',
			label: 'Livret bleu',
			description: 'Réserve',
			favourite: true
		});
		expect(await find(treasurer, '51214')).toMatchObject({
			label: 'Livret bleu',
			description: 'Réserve',
			favourite: true
		});
		await perform(changeAccount, treasurer, { code: '7561', favourite: true });
		const { accounts } = await perform(listAccounts, treasurer, { favourites: true });
		expect(accounts.map(({ code }) => code)).toEqual(['51214', '7561']);
		await perform(changeAccount, treasurer, { code: '51214', active: false });
		await expectRefusal(anEntry(treasurer, { debit: '51214' }), 'accounting.account-inactive');
		await perform(changeAccount, treasurer, { code: '51214', active: true });
		await anEntry(treasurer, { debit: '51214' });
	});
});

describe('a file of accounts', () => {
	it('is refused with each wrong line, and nothing of it is written', async () => {
		const { treasurer } = await withYear();
		const file = await upload(
			treasurer,
			'code,label,position\n51218,Livret,Actif\n5121 8,Livret,\n999,Rien,\n51218,Encore,\n6061,,\n7561,Cotisations,Charge\n'
		);
		const refusal = await expectRefusal(
			perform(importChart, treasurer, { file }),
			'accounting.chart-file-code'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'line 3 accounting.chart-file-code',
			'line 4 accounting.chart-file-code',
			'line 5 accounting.chart-file-twice',
			'line 6 accounting.chart-file-label',
			'line 7 accounting.chart-file-position'
		]);
		expect(await find(treasurer, '51218')).toBeUndefined();
	});

	it('is refused without the columns that name the accounts', async () => {
		const { treasurer } = await withYear();
		const file = await upload(treasurer, 'numero,libelle\n512,Banque\n');
		await expectRefusal(perform(importChart, treasurer, { file }), 'accounting.chart-file-columns');
	});

	it.each(['essaim', 'paheko'] as const)('comes back as it was: %s', async (layout) => {
		const { treasurer } = await withYear();
		await perform(addAccount, treasurer, { code: '51214', label: 'Livret « bleu »; le grand' });
		await perform(changeAccount, treasurer, {
			code: '51214',
			description: 'Réserve, à ne pas toucher',
			favourite: true
		});
		await perform(changeAccount, treasurer, { code: '7561', favourite: true });
		const first = await exported(treasurer, layout);
		const { treasurer: other } = await withYear();
		const file = await upload(other, first);
		expect(await perform(importChart, other, { file })).toMatchObject({ added: 1, changed: 1 });
		expect(await exported(other, layout)).toBe(first);
		const again = await perform(importChart, other, { file });
		expect([again.added, again.changed]).toEqual([0, 0]);
	});

	it('of Paheko brings its accounts, positions and favourites', async () => {
		const { treasurer } = await withYear();
		const file = await upload(
			treasurer,
			'code,label,description,position,bookmark\n5,Classe 5,,,\n512A,Compte courant,Agence de Lyon,"Actif ou passif",Favori\n46712,Divers,,Passif,\n7561,Adhésions,,Produit,Favori\n'
		);
		const result = await perform(importChart, treasurer, { file });
		expect(result).toEqual({ added: 2, changed: 1, unchanged: 1 });
		expect(await find(treasurer, '512A')).toMatchObject({
			label: 'Compte courant',
			kind: 'bank',
			favourite: true,
			own: true
		});
		expect(await find(treasurer, '46712')).toMatchObject({ position: 'liability' });
		expect(await find(treasurer, '7561')).toMatchObject({ label: 'Adhésions', own: false });
	});
});

describe('a year that opens under another chart', () => {
	async function under2018() {
		const { association, treasurer } = await withYear(2024);
		const on = day('2024-05-01');
		await anEntry(treasurer, { date: on, amountCents: 50_000 });
		const lines = [
			{ account: '4486', creditCents: 1_000 },
			{ account: '635', debitCents: 1_000 }
		];
		await perform(postEntry, treasurer, { journal: 'OD', date: on, label: 'Taxe', lines });
		await anEntry(treasurer, { date: on, debit: '5121', credit: '777', amountCents: 7_000 });
		await anEntry(treasurer, { date: on, debit: '481', credit: '5121', amountCents: 3_000 });
		return { association, treasurer };
	}

	it('tells what moves and what waits for a choice', async () => {
		const { treasurer } = await under2018();
		const chart = 'associations-2025' as const;
		const { moves, waiting, from } = await perform(previewChartChange, treasurer, { chart });
		expect(from).toBe('associations-2018');
		expect(waiting).toBe(1);
		expect(moves.map(({ code, into, carriedCents }) => [code, into?.code, carriedCents])).toEqual([
			['4486', '4481', -1_000],
			['481', undefined, 3_000],
			['777', '747', 0]
		]);
	});

	it('refuses a choice outside the chart, or on the other side', async () => {
		const { treasurer } = await under2018();
		const choose = (into: string) =>
			perform(chooseAccountMove, treasurer, { chart: 'associations-2025', account: '481', into });
		await expectRefusal(choose('777'), 'accounting.move-outside-chart');
		await expectRefusal(choose('48'), 'accounting.move-outside-chart');
		await expectRefusal(choose('658'), 'accounting.move-of-other-side');
	});

	it('carries the balances where they go, and the result unchanged', async () => {
		const { treasurer } = await under2018();
		const chart = 'associations-2025' as const;
		await perform(chooseAccountMove, treasurer, { chart, account: '481', into: '486' });
		const { fiscalYearId: next } = await perform(openFiscalYear, treasurer, {
			start: '2025-01-01',
			end: '2025-12-31'
		});
		await perform(validateEntries, treasurer, { until: '2024-12-31' });
		const { years } = await perform(listFiscalYears, treasurer, {});
		const first = years.find(({ code }) => code === '2024')?.id ?? '';
		await perform(closeFiscalYear, treasurer, { fiscalYearId: first });
		const { accounts } = await perform(trialBalance, treasurer, { fiscalYearId: next });
		expect(
			accounts
				.filter(({ closingCents }) => closingCents !== 0)
				.map(({ code, closingCents }) => [code, closingCents])
		).toEqual([
			['120', -56_000],
			['4481', -1_000],
			['486', 3_000],
			['5121', 54_000]
		]);
	});
});
