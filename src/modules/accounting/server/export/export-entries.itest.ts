import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { commitAccountsImport, startAccountsImport } from '../import/operations.ts';
import { postEntry } from '../post-entry.ts';
import { trialBalance } from '../trial-balance.read.ts';
import { exportEntries } from './export-entries.ts';

useTestProgram();

async function someYear() {
	const association = await anAssociation();
	const treasurer: Caller = association.as('treasurer');
	const fiscalYearId = await aFiscalYear(treasurer, 2025);
	await anEntry(treasurer, { date: day('2025-03-15') });
	await perform(postEntry, treasurer, {
		journal: 'OD',
		date: '2025-04-01',
		label: 'Factures d’avril',
		lines: [
			{ account: '6061', debitCents: 3_010, label: 'Électricité' },
			{ account: '6132', debitCents: 12_000 },
			{ account: '5121', creditCents: 10_005 },
			{ account: '401', creditCents: 5_005 }
		]
	});
	return { association, treasurer, fiscalYearId };
}

async function exported(caller: Caller, input: object) {
	const file = await performDownload(exportEntries, caller, input);
	return { name: file.name, bytes: await bytesOf(file) };
}

async function balanceOf(caller: Caller, fiscalYearId: string) {
	const { accounts } = await perform(trialBalance, caller, { fiscalYearId });
	return accounts.map(({ code, debitCents, creditCents }) => [code, debitCents, creditCents]);
}

describe('all the entries of a year', () => {
	it('are not for those without right to the accounts', async () => {
		const { association } = await someYear();
		const work = performDownload(exportEntries, association.as('member'), {});
		await expectRefusal(work, 'platform.not-allowed');
	});

	it('leave in each layout and format, and give the same balance where they are imported', async () => {
		const { treasurer, fiscalYearId } = await someYear();
		const expected = await balanceOf(treasurer, fiscalYearId);
		for (const layout of ['full', 'grouped', 'simple'] as const) {
			for (const format of ['csv', 'xlsx', 'ods'] as const) {
				const file = await exported(treasurer, { fiscalYearId, layout, format });
				expect(file.name).toMatch(new RegExp(`2025-${layout}\\.${format}$`));
				const other = await aSignedIn((await anAssociation()).id, 'treasurer');
				const content = { name: file.name, mediaType: 'text/csv', content: file.bytes };
				const kept = await keepFile(other, content);
				const view = await perform(startAccountsImport, other, { file: kept.id });
				expect(view.faults).toEqual([]);
				const { taskId } = await perform(commitAccountsImport, other, { id: view.id });
				const result = await finishTask(other.association.id, taskId);
				expect(await balanceOf(other, String(result.fiscalYearId))).toEqual(expected);
			}
		}
	});

	it('leave as transactions of hledger, each balanced', async () => {
		const { treasurer, fiscalYearId } = await someYear();
		const { name, bytes } = await exported(treasurer, { fiscalYearId, layout: 'hledger' });
		expect(name).toMatch(/\.journal$/);
		const transactions = Buffer.from(bytes).toString().trim().split('\n\n');
		expect(transactions).toHaveLength(2);
		expect(transactions[1]).toContain('2025-04-01 ! (OD-2025-0001) Factures d’avril\n');
		for (const transaction of transactions) {
			const amounts = [...transaction.matchAll(/ {2}(-?[\d.]+) EUR/g)].map(([, text]) =>
				Math.round(Number(text) * 100)
			);
			expect(amounts.reduce((sum, cents) => sum + cents, 0)).toBe(0);
		}
	});
});
