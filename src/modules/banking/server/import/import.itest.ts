import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { newId } from '#shared/id.ts';
import { toDecimal } from '#shared/money.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import type { ColumnTarget } from '#modules/banking/index.ts';
import {
	anUpload,
	bankFile,
	csvStatement,
	importLines
} from '#modules/banking/testing/statement-file.ts';
import { describeAccount } from '../describe-account.ts';
import { listAccounts } from '../list-accounts.read.ts';
import { listLines } from '../list-lines.read.ts';
import { importStatement } from './import-statement.ts';
import { keepImport } from './keep-import.ts';
import { listImports } from './list-imports.read.ts';
import { setImportChoices } from './set-import-choices.ts';
import { getImport, startImport } from './start-import.ts';
import { undoImport } from './undo-import.ts';

useTestProgram();

async function treasurerOf() {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	return { association, treasurer };
}

async function started(caller: Caller, name: string) {
	return perform(startImport, caller, { file: await anUpload(caller, await bankFile(name), name) });
}

async function imported(caller: Caller, name: string, account?: string) {
	const file = await anUpload(caller, await bankFile(name), name);
	return perform(importStatement, caller, { file, account });
}

const amountsOf = async (caller: Caller, account = '5121') =>
	(await perform(listLines, caller, { account, limit: 200 })).lines.map((line) => line.amountCents);

const THREE = [
	['02/11/2026', 'VIR DUPONT', '20,00'],
	['03/11/2026', 'CB JARDINERIE', '-62,80'],
	['03/11/2026', 'CB JARDINERIE', '-62,80']
] as const;

describe('importing statements is refused', () => {
	it('to whoever does not keep the accounts', async () => {
		const { association, treasurer } = await treasurerOf();
		const file = await anUpload(treasurer, csvStatement(THREE));
		for (const role of ['secretary', 'member', 'accountant'] as const) {
			await expectRefusal(
				perform(importStatement, association.as(role), { file }),
				'platform.not-allowed'
			);
		}
	});

	it('in another association: its files, imports and accounts do not exist', async () => {
		const { treasurer } = await treasurerOf();
		const other = (await treasurerOf()).treasurer;
		const file = await anUpload(treasurer, csvStatement(THREE));
		await expectRefusal(perform(startImport, other, { file }), 'platform.file-not-found');
		const { id } = await perform(startImport, treasurer, { file });
		await expectRefusal(perform(getImport, other, { id }), 'banking.import-not-found');
		await expectRefusal(perform(keepImport, other, { id }), 'banking.import-not-found');
		await importLines(treasurer, THREE);
		expect(await amountsOf(other)).toEqual([]);
	});

	it('when an account must be said first, naming the number of the file', async () => {
		const { treasurer } = await treasurerOf();
		await perform(describeAccount, treasurer, {
			account: '5121',
			iban: 'FR14 2004 1010 0505 0001 3M02 606'
		});
		const refusal = await expectRefusal(
			imported(treasurer, 'oca_test-camt053.xml'),
			'banking.account-needed'
		);
		expect(refusal.parameters).toEqual({ number: 'NL77ABNA0574908765' });
		await expectRefusal(
			imported(treasurer, 'oca_test-camt053.xml', '5121'),
			'banking.iban-differs'
		);
		await expectRefusal(
			imported(treasurer, 'oca_test-camt053.xml', '606'),
			'banking.no-such-account'
		);
		const { imports } = await perform(listImports, treasurer, {});
		expect(imports).toEqual([]);
	});

	it('when a line can’t be read, unless it is told to be left out', async () => {
		const { treasurer } = await treasurerOf();
		const text = csvStatement([...THREE, ['04/11/2026', 'Prix', 'beaucoup']]);
		const file = await anUpload(treasurer, text);
		const refusal = await expectRefusal(
			perform(importStatement, treasurer, { file }),
			'banking.amount-unreadable'
		);
		expect(refusal.faults).toMatchObject([{ path: 'line 5' }]);
		const { totals } = await perform(importStatement, treasurer, {
			file,
			leaveOutFaultyLines: true
		});
		expect(totals).toMatchObject({ kept: 3, faulty: 1 });
	});

	it('for wrong bank details', async () => {
		const { treasurer } = await treasurerOf();
		const say = (input: object) =>
			perform(describeAccount, treasurer, { account: '5121', ...input });
		await expectRefusal(say({ iban: 'FR14 2004 1010 0505 0001 3M02 607' }), 'banking.iban-invalid');
		await expectRefusal(say({ bic: 'ABC' }), 'banking.bic-invalid');
		await expectRefusal(say({ account: '9999' }), 'banking.no-such-account');
		await expectRefusal(perform(getImport, treasurer, { id: newId() }), 'banking.import-not-found');
	});
});

describe('importing statements', () => {
	it.each([
		['oca_test_ofx.ofx', 'USD', [null, 215656]],
		['oca_test-camt053.xml', 'EUR', [1556827, 1512112]],
		['oca_test-camt053-no-ntry.xml', 'CHF', [152076, 152076]],
		['oca_test_qif.qif', 'EUR', [null, null]],
		['oca_balance.csv', 'EUR', [1000, 151000]],
		['camt053.v8.sample.xml', 'EUR', [1815, -2700]],
		['camt054.v8.sample.xml', 'SEK', [null, null]]
	] as const)(
		'%s comes into an empty account in %s, with its balances',
		async (name, currency, balances) => {
			const { treasurer } = await treasurerOf();
			const { statements } = await imported(treasurer, name);
			expect(statements).toMatchObject([{ account: '5121', currency }]);
			expect([statements[0]?.openingCents, statements[0]?.closingCents]).toEqual(balances);
		}
	);

	it('keeps no line twice: the same file, an overlapping one, another format of the same days', async () => {
		const { treasurer } = await treasurerOf();
		expect((await importLines(treasurer, THREE)).totals).toMatchObject({ kept: 3, known: 0 });
		expect((await importLines(treasurer, THREE)).totals).toMatchObject({ kept: 0, known: 3 });
		const more = [
			...THREE.slice(1),
			THREE[2] ?? THREE[0],
			['05/11/2026', 'FRAIS', '-7,50'] as const
		];
		expect((await importLines(treasurer, more)).totals).toMatchObject({ kept: 2, known: 2 });
		const ofx = await imported(treasurer, 'ofx1-open.synthetic.ofx', '5121');
		expect(ofx.totals).toMatchObject({ kept: 0, alike: 2 });
		expect(await amountsOf(treasurer)).toEqual([-750, -6280, -6280, -6280, 2000]);
	});

	it('tells two lines apart that have one reference of the bank, and knows each again', async () => {
		const { treasurer } = await treasurerOf();
		const lines = ['A1;02/11/2026;Un;5,00', 'A1;02/11/2026;Deux;6,00', 'A2;03/11/2026;Trois;5,00'];
		const text = ['Numéro d’opération;Date;Libellé;Montant', ...lines, ''].join('\n');
		for (const kept of [3, 0]) {
			const file = await anUpload(treasurer, text);
			const { totals } = await perform(importStatement, treasurer, { file, account: '5121' });
			expect(totals.kept).toBe(kept);
		}
	});

	it('previews, keeps and undoes; then the same file may come again', async () => {
		const { treasurer } = await treasurerOf();
		const draft = await started(treasurer, 'credit-mutuel.synthetic.csv');
		expect(draft).toMatchObject({
			format: 'csv',
			encoding: 'windows-1252',
			questions: [],
			statements: [{ account: '5121', counts: { new: 4 }, gapCents: 0, openingCents: 123456 }]
		});
		expect(await amountsOf(treasurer)).toEqual([]);
		await perform(keepImport, treasurer, { id: draft.id });
		await expectRefusal(
			perform(keepImport, treasurer, { id: draft.id }),
			'banking.import-not-draft'
		);
		expect(await amountsOf(treasurer)).toEqual([14500, -750, -6280, 2000]);
		const { accounts } = await perform(listAccounts, treasurer, {});
		expect(accounts).toMatchObject([
			{ code: '5121', statedCents: 132926, statedOn: '2026-11-13', lineCount: 4, toReconcile: 4 }
		]);
		expect(await perform(undoImport, treasurer, { id: draft.id })).toEqual({ removed: 4 });
		await expectRefusal(
			perform(undoImport, treasurer, { id: draft.id }),
			'banking.import-not-kept'
		);
		expect(await amountsOf(treasurer)).toEqual([]);
		expect((await imported(treasurer, 'credit-mutuel.synthetic.csv')).totals.kept).toBe(4);
	});

	it('remembers the columns and the account of a bank', async () => {
		const { treasurer } = await treasurerOf();
		const words = await anUpload(treasurer, 'Bonjour;Monsieur\nau;revoir\n');
		await expectRefusal(
			perform(importStatement, treasurer, { file: words }),
			'banking.columns-needed'
		);
		const file = await anUpload(treasurer, 'Quand;Quoi;Prix;Reçu\n02/11/2026;Pain;5,00;4,00\n');
		const { id, columns } = await perform(startImport, treasurer, { file });
		expect(columns.map(({ target }) => target)).toEqual(['day', 'label', 'amount', 'ignore']);
		const choose = (...columns: ColumnTarget[]) =>
			perform(setImportChoices, treasurer, { id, columns, headerLine: 1 });
		await expectRefusal(choose('day', 'label'), 'banking.columns-differ');
		await expectRefusal(
			choose('day', 'label', 'ignore', 'ignore'),
			'banking.columns-without-amount'
		);
		const said = await choose('day', 'label', 'ignore', 'amount');
		expect(said.statements).toMatchObject([{ movementCents: 400, counts: { new: 1 } }]);
		await perform(keepImport, treasurer, { id });
		const next = await anUpload(treasurer, 'Quand;Quoi;Prix;Reçu\n03/11/2026;Sel;2,00;-1,00\n');
		expect((await perform(importStatement, treasurer, { file: next })).totals.kept).toBe(1);
		expect(await amountsOf(treasurer)).toEqual([-100, 400]);
	});

	it('matches statements to accounts by IBAN, several in one file; learns the IBAN of an account', async () => {
		const { treasurer } = await treasurerOf();
		const two = await imported(treasurer, 'camt053.v2.multi.statement.sample.xml', '5121');
		expect(two.statements.map(({ account, kept }) => [account, kept])).toEqual([
			['5121', 1],
			['5121', 1]
		]);
		const again = await imported(treasurer, 'camt053.v2.minimal.sample.xml');
		expect(again.statements).toMatchObject([{ account: '5121' }]);
		const other = await imported(treasurer, 'oca_test-camt053.xml', 'new');
		expect(other.statements).toMatchObject([{ account: '5122', kept: 3 }]);
		const { accounts } = await perform(listAccounts, treasurer, {});
		expect(accounts.map(({ code, iban }) => [code, iban])).toEqual([
			['5121', 'NL26VAYB8060476890'],
			['5122', 'NL77ABNA0574908765']
		]);
	});

	it('splits a file of two currencies over two accounts, or leaves one out', async () => {
		const { treasurer } = await treasurerOf();
		const { id, statements, questions } = await started(treasurer, 'oca_multi_currency.csv');
		expect(statements.map(({ currency }) => currency)).toEqual(['USD', 'EUR']);
		expect(questions).toEqual(['account']);
		await perform(setImportChoices, treasurer, { id, accounts: { 0: 'new', 1: '5121' } });
		const kept = await perform(keepImport, treasurer, { id });
		expect(kept.statements.map(({ account, currency }) => `${account} ${currency}`)).toEqual([
			'5122 USD',
			'5121 EUR'
		]);
		const again = await started(treasurer, 'oca_multi_currency.csv');
		await perform(setImportChoices, treasurer, { id: again.id, accounts: { 0: null, 1: '5122' } });
		await expectRefusal(
			perform(keepImport, treasurer, { id: again.id }),
			'banking.currency-differs'
		);
	});

	it('asks the order of days of a QIF file', async () => {
		const { treasurer } = await treasurerOf();
		const file = await anUpload(treasurer, '!Type:Bank\nD03/04/2026\nT-5,00\nPPain\n^\n', 'a.qif');
		await expectRefusal(perform(importStatement, treasurer, { file }), 'banking.date-order-needed');
		await perform(importStatement, treasurer, { file, dateOrder: 'mdy' });
		const { lines } = await perform(listLines, treasurer, { account: '5121' });
		expect(lines).toMatchObject([{ day: '2026-03-04', amountCents: -500 }]);
	});

	it('keeps every line once, however the files overlap', async () => {
		const line = fc.record({
			day: fc.integer({ min: 1, max: 28 }),
			label: fc.constantFrom('Pain', 'Sel', 'Terreau'),
			cents: fc.integer({ min: -500, max: 500 }).filter((cents) => cents !== 0)
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(line, { minLength: 1, maxLength: 12 }),
				fc.integer({ min: 0, max: 12 }),
				async (lines, cut) => {
					const { treasurer } = await treasurerOf();
					const said = lines
						.toSorted((a, b) => a.day - b.day)
						.map(({ day, label, cents }) => {
							const date = `${String(day).padStart(2, '0')}/10/2026`;
							return [date, label, toDecimal(cents)] as const;
						});
					const days = said.slice(0, cut).map(([date]) => date);
					// A bank gives whole days.
					const first = said.filter(([date]) => days.includes(date));
					if (first.length > 0) await importLines(treasurer, first);
					await importLines(treasurer, said);
					const kept = (await amountsOf(treasurer)).toSorted((a, b) => a - b);
					expect(kept).toEqual(lines.map(({ cents }) => cents).toSorted((a, b) => a - b));
				}
			),
			{ numRuns: 12 }
		);
	});
});
