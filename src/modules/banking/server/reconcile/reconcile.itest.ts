import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays, day, toFrenchDay } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { toDecimal } from '#shared/money.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import type { Download, Tx } from '#platform/server/operation.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { anUpload, bankFile, importLines } from '#modules/banking/testing/statement-file.ts';
import type { SaidLine } from '#modules/banking/testing/statement-file.ts';
import { importStatement } from '../import/import-statement.ts';
import { listLines } from '../list-lines.read.ts';
import { acceptProposals } from './accept-proposals.ts';
import { exportReconciliation } from './export-reconciliation.ts';
import { getLine } from './get-line.read.ts';
import { listProposals } from './list-proposals.read.ts';
import { matchLines } from './match-lines.ts';
import { reconciliationStatement } from './reconciliation-statement.read.ts';
import { recordLine } from './record-line.ts';
import { addRule, listRules, removeRule } from './rules.ts';
import { undoReconciliation } from './undo-reconciliation.ts';

const program = useTestProgram();

async function withLines(...lines: SaidLine[]) {
	const association = await anAssociation();
	const treasurer = association.as('treasurer');
	await aFiscalYear(treasurer);
	if (lines.length > 0) await importLines(treasurer, lines);
	return { association, treasurer };
}

const proposed = (caller: Caller) => perform(listProposals, caller, { account: '5121' });
const openIds = async (caller: Caller) => (await proposed(caller)).lines.map(({ id }) => id);
async function firstLine(caller: Caller) {
	return (await openIds(caller))[0] ?? '';
}

async function sizeOf(body: Download['body']) {
	let size = 0;
	for await (const chunk of typeof body === 'string' ? [body] : (body as AsyncIterable<string>)) {
		size += chunk.length;
	}
	return size;
}

const DUES: SaidLine = ['16/03/2026', 'VIR JEANNE', '20,00'];
const FEES: SaidLine = ['31/03/2026', 'FRAIS TENUE DE COMPTE', '-7,50'];

describe('reconciling is refused', () => {
	it('to whoever does not keep the accounts, and across associations', async () => {
		const { association, treasurer } = await withLines(DUES);
		const id = await firstLine(treasurer);
		const parts = [{ meaning: 'dues' as const }];
		const refused = perform(recordLine, association.as('accountant'), { id, parts });
		await expectRefusal(refused, 'platform.not-allowed');
		const other = (await withLines()).treasurer;
		await expectRefusal(perform(getLine, other, { id }), 'banking.line-not-found');
		await expectRefusal(perform(recordLine, other, { id, parts }), 'banking.line-not-found');
		const match = perform(matchLines, other, { lines: [id], movements: [newId()] });
		await expectRefusal(match, 'banking.line-not-found');
	});

	it('when both sides do not come to the same, or one is taken', async () => {
		const { treasurer } = await withLines(DUES, FEES);
		await anEntry(treasurer, { amountCents: 2500 });
		const id = await firstLine(treasurer);
		const { candidates } = await perform(getLine, treasurer, { id });
		const [wrong = { id: '' }] = candidates;
		const match = (movements: string[], lines = [id]) =>
			perform(matchLines, treasurer, { lines, movements });
		const refusal = await expectRefusal(match([wrong.id]), 'banking.sums-differ');
		expect(refusal.parameters).toEqual({ difference: '5,00\u202f€' });
		await expectRefusal(match([newId()]), 'banking.movement-not-found');
		await expectRefusal(match([wrong.id, wrong.id]), 'banking.named-twice');
		await perform(recordLine, treasurer, { id, parts: [{ meaning: 'dues' }] });
		await expectRefusal(match([wrong.id]), 'banking.line-reconciled');
		const again = perform(recordLine, treasurer, { id, parts: [{ meaning: 'dues' }] });
		await expectRefusal(again, 'banking.line-reconciled');
	});

	it('when the parts do not come to the line, or nothing says what it is', async () => {
		const { treasurer } = await withLines(FEES);
		const id = await firstLine(treasurer);
		const record = (parts: object[]) => perform(recordLine, treasurer, { id, parts });
		await expectRefusal(record([{}]), 'accounting.meaning-required');
		await expectRefusal(record([{ meaning: 'dues' }]), 'accounting.meaning-of-other-side');
		await expectRefusal(
			record([
				{ amountCents: -500, meaning: 'bank-fees' },
				{ amountCents: -200, account: '616' }
			]),
			'accounting.parts-differ'
		);
		await expectRefusal(record([{ account: '5121' }]), 'accounting.same-account');
		await expectRefusal(
			perform(acceptProposals, treasurer, { account: '5121', lines: [id] }),
			'banking.nothing-proposed'
		);
		await expectRefusal(
			perform(undoReconciliation, treasurer, { id }),
			'banking.line-not-reconciled'
		);
	});

	it('with a tax that the association does not have, at the part that says it', async () => {
		const { treasurer } = await withLines(FEES);
		const id = await firstLine(treasurer);
		const parts = [{ account: '6064', vat: { rate: 'fr-2000' } }];
		const record = (vat: { rate: string }) =>
			perform(recordLine, treasurer, { id, parts: [{ account: '6064', vat }] });
		const off = await expectRefusal(
			perform(recordLine, treasurer, { id, parts }),
			'accounting.vat-off'
		);
		expect(off.faults.map(({ path }) => path)).toEqual(['parts.0.vat']);
		await perform(accounting.configureVat, treasurer, { regime: 'monthly', since: '2026-04-01' });
		await expectRefusal(record({ rate: 'fr-2000' }), 'accounting.vat-not-on-day');
		await perform(accounting.configureVat, treasurer, { regime: 'monthly', since: '2026-01-01' });
		await expectRefusal(record({ rate: 'fr-1' }), 'accounting.vat-rate-unknown');
		await expectRefusal(record({ rate: 'exempt' }), 'accounting.vat-exempt-expense');
		const net = { rate: 'fr-2000', amountIs: 'net' };
		await expectRefusal(record(net), 'platform.input-invalid');
	});

	it('by the database too, whoever writes', async () => {
		const { association, treasurer } = await withLines(DUES);
		await anEntry(treasurer, { amountCents: 2500 });
		const raw = (work: (tx: Tx) => Promise<unknown>) =>
			inAssociation(program.runtime.database.db, association.id, work);
		const changed = raw((tx) => sql`UPDATE banking.line SET amount_cents = 1`.execute(tx));
		await expect(changed).rejects.toThrow('a line of a statement never changes');
		const unbalanced = raw(async (tx) => {
			const id = newId();
			await sql`INSERT INTO banking.reconciliation
				SELECT association_id, ${id}, account_id, 'matched', now(), NULL FROM banking.line`.execute(tx);
			await sql`INSERT INTO banking.reconciled_entry
				SELECT association_id, ${newId()}, ${id}, id, entry_id, amount_cents FROM accounting.movement
				WHERE amount_cents > 0`.execute(tx);
			await sql`UPDATE banking.line SET reconciliation_id = ${id}`.execute(tx);
		});
		await expect(unbalanced).rejects.toThrow('2000 cents at the bank, 2500 in the books');
	});
});

describe('reconciling', () => {
	it('proposes the entry of the same amount, accepts it, and undoes it', async () => {
		const { treasurer } = await withLines(DUES, FEES);
		const { entryId } = await anEntry(treasurer);
		const { lines, waiting, sure } = await proposed(treasurer);
		expect({ waiting, sure }).toEqual({ waiting: 2, sure: 1 });
		expect(lines[0]?.proposal).toMatchObject({
			kind: 'match',
			sure: true,
			movements: [{ entryId }]
		});
		expect(lines[1]?.proposal).toBeNull();
		expect(await perform(acceptProposals, treasurer, { account: '5121' })).toEqual({
			matched: 1,
			recorded: 0
		});
		const { lines: kept } = await perform(listLines, treasurer, {
			account: '5121',
			state: 'reconciled'
		});
		expect(kept).toMatchObject([{ label: 'VIR JEANNE', entries: [{ id: entryId }] }]);
		const id = kept[0]?.id ?? '';
		expect(await perform(undoReconciliation, treasurer, { id })).toEqual({ reversals: [] });
		expect((await proposed(treasurer)).waiting).toBe(2);
	});

	it('writes the entry of a line in plain words, learns, and makes a rule of an example', async () => {
		const { treasurer } = await withLines(
			FEES,
			['30/04/2026', 'FRAIS TENUE DE COMPTE', '-7,50'],
			['02/05/2026', 'FRAIS DOSSIER', '-3,00']
		);
		const id = await firstLine(treasurer);
		const { entryId } = await perform(recordLine, treasurer, {
			id,
			parts: [{ meaning: 'bank-fees' }],
			label: 'Frais de tenue de compte',
			remember: 'tenue de compte'
		});
		const entry = await perform(accounting.getEntry, treasurer, { entryId });
		expect(entry).toMatchObject({
			date: '2026-03-31',
			label: 'Frais de tenue de compte',
			totalCents: 750
		});
		expect(entry.links).toEqual([
			{
				label: 'Opération de banque du 31 mars 2026\u202f: FRAIS TENUE DE COMPTE',
				href: `banking/5121/lines/${id}`
			}
		]);
		expect(
			entry.lines.map(({ account, debitCents, creditCents }) => [account, debitCents, creditCents])
		).toEqual([
			['627', 750, 0],
			['5121', 0, 750]
		]);
		const { lines } = await proposed(treasurer);
		expect(lines[0]?.proposal).toMatchObject({ kind: 'rule', meaning: 'bank-fees' });
		const [second = '', third = ''] = lines.map((line) => line.id);
		expect(await perform(acceptProposals, treasurer, { account: '5121', lines: [second] })).toEqual(
			{
				matched: 0,
				recorded: 1
			}
		);
		expect(third).not.toBe('');
		const { rules } = await perform(listRules, treasurer, {});
		expect(rules).toMatchObject([{ contains: 'tenue de compte', meaning: 'bank-fees' }]);
		await perform(removeRule, treasurer, { id: rules[0]?.id ?? '' });
		await expectRefusal(
			perform(removeRule, treasurer, { id: rules[0]?.id ?? '' }),
			'banking.rule-not-found'
		);
		expect(await perform(undoReconciliation, treasurer, { id })).toMatchObject({
			reversals: [expect.stringMatching(/^BQ-2026-/)]
		});
	});

	it('follows a rule under the chart of the year of the line: 652 were federal licences', async () => {
		const treasurer = (await anAssociation()).as('treasurer');
		const open = (year: number, chart: 'associations-2018' | 'associations-2025') =>
			perform(accounting.openFiscalYear, treasurer, {
				...{ start: `${year}-01-01`, end: `${year}-12-31`, chart }
			});
		await open(2025, 'associations-2018');
		const rule = { contains: 'federation', direction: 'expense' as const };
		await perform(addRule, treasurer, { ...rule, account: '652' });
		await open(2026, 'associations-2025');
		await importLines(treasurer, [['31/03/2026', 'FEDERATION JUDO', '-40,00']]);
		const { lines } = await proposed(treasurer);
		expect(lines[0]?.proposal).toMatchObject({ kind: 'rule', account: '6281' });
		const accepted = { account: '5121', lines: lines.map(({ id }) => id) };
		await perform(acceptProposals, treasurer, accepted);
		const { entries } = await perform(accounting.listEntries, treasurer, {});
		const entryId = String(entries[0]?.id);
		const entry = await perform(accounting.getEntry, treasurer, { entryId });
		expect(entry.lines.map(({ account }) => account)).toContain('6281');
	});

	it('refuses a rule that says nothing, or the wrong side', async () => {
		const { treasurer } = await withLines();
		const rule = (input: object) =>
			perform(addRule, treasurer, { contains: 'loyer', direction: 'expense', ...input });
		await expectRefusal(rule({}), 'banking.rule-without-target');
		await expectRefusal(rule({ contains: '..', meaning: 'rent' }), 'banking.rule-too-short');
		await expectRefusal(rule({ meaning: 'dues' }), 'banking.rule-of-other-side');
	});

	it('splits a line over several accounts, a transfer among them', async () => {
		const { treasurer } = await withLines(['02/04/2026', 'VIREMENT', '-100,00']);
		const id = await firstLine(treasurer);
		const { entryId } = await perform(recordLine, treasurer, {
			id,
			parts: [
				{ amountCents: -6000, account: '530', label: 'Fond de caisse' },
				{ amountCents: -4500, meaning: 'insurance' },
				{ amountCents: 500, account: '758' }
			]
		});
		const { lines } = await perform(accounting.getEntry, treasurer, { entryId });
		expect(
			lines.map(({ account, debitCents, creditCents }) => [account, debitCents - creditCents])
		).toEqual([
			['530', 6000],
			['616', 4500],
			['758', -500],
			['5121', -10000]
		]);
	});

	it('binds one line to several entries, and several lines to one', async () => {
		const { treasurer } = await withLines(
			['20/03/2026', 'REMISE', '50,00'],
			['21/03/2026', 'A', '-10,00'],
			['22/03/2026', 'B', '-15,00']
		);
		await anEntry(treasurer, { amountCents: 2000 });
		await anEntry(treasurer, { amountCents: 3000 });
		await anEntry(treasurer, { debit: '616', credit: '5121', amountCents: 2500 });
		const [deposit = '', a = '', b = ''] = await openIds(treasurer);
		const { candidates } = await perform(getLine, treasurer, { id: deposit });
		const of = (cents: number[]) =>
			candidates.filter(({ amountCents }) => cents.includes(amountCents)).map(({ id }) => id);
		await perform(matchLines, treasurer, { lines: [deposit], movements: of([2000, 3000]) });
		await perform(matchLines, treasurer, { lines: [a, b], movements: of([-2500]) });
		expect((await proposed(treasurer)).waiting).toBe(0);
	});

	it('leaves out an entry and the one that undoes it', async () => {
		const { treasurer } = await withLines(DUES);
		const { entryId } = await anEntry(treasurer);
		await perform(accounting.reverseEntry, treasurer, {
			entryId,
			date: day('2026-03-17'),
			reason: 'Erreur'
		});
		expect((await proposed(treasurer)).lines[0]?.proposal?.kind).not.toBe('match');
	});

	it('is refused for an account in another currency', async () => {
		const { treasurer } = await withLines();
		const content = await bankFile('oca_test_ofx.ofx');
		const file = await anUpload(treasurer, content, 'oca_test_ofx.ofx');
		await perform(importStatement, treasurer, { file });
		const id = await firstLine(treasurer);
		const record = perform(recordLine, treasurer, { id, parts: [{ account: '616' }] });
		await expectRefusal(record, 'banking.account-in-currency');
	});
});

describe('the reconciliation statement', () => {
	it('explains the difference between both balances, at any date', async () => {
		const { treasurer } = await withLines();
		await anEntry(treasurer, {
			date: day('2026-01-05'),
			amountCents: 100000,
			debit: '5121',
			credit: '110'
		});
		await anEntry(treasurer, { date: day('2026-03-15'), amountCents: 2000 });
		await anEntry(treasurer, {
			date: day('2026-03-20'),
			debit: '616',
			credit: '5121',
			amountCents: 5000
		});
		const csv =
			'Date;Libellé;Montant;Solde\n16/03/2026;VIR JEANNE;20,00;1 020,00\n31/03/2026;FRAIS;-7,50;1 012,50\n';
		await perform(importStatement, treasurer, {
			file: await anUpload(treasurer, csv),
			account: '5121'
		});
		await perform(acceptProposals, treasurer, { account: '5121' });
		const on = (text: string) =>
			perform(reconciliationStatement, treasurer, { account: '5121', on: day(text) });
		const march = await on('2026-03-31');
		expect(march).toMatchObject({
			bookCents: 97000,
			inBooksOnly: [{ cents: -5000 }],
			atBankOnly: [{ cents: -750 }],
			expectedCents: 101250,
			bankCents: 101250,
			gapCents: 0
		});
		expect(await on('2026-03-15')).toMatchObject({
			bookCents: 102000,
			inBooksOnly: [{ cents: 2000 }],
			atBankOnly: [],
			expectedCents: 100000
		});
		for (const format of ['pdf', 'csv', 'xlsx', 'ods'] as const) {
			const file = await performDownload(exportReconciliation, treasurer, {
				account: '5121',
				on: day('2026-03-31'),
				format
			});
			expect(file.name).toMatch(new RegExp(`\\.${format}$`));
			expect(await sizeOf(file.body)).toBeGreaterThan(200);
		}
	});

	it('always closes once every line is reconciled or recorded', async () => {
		const move = fc.record({
			days: fc.integer({ min: 0, max: 40 }),
			cents: fc.integer({ min: -900, max: 900 }).filter((cents) => cents !== 0),
			inBooks: fc.boolean()
		});
		await fc.assert(
			fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 8 }), async (moves) => {
				const start = day('2026-02-01');
				const said = moves.map(({ days, cents }, index): SaidLine => {
					return [
						toFrenchDay(addDays(start, days)),
						`Ligne ${'abcdefgh'[index]}`,
						toDecimal(cents)
					];
				});
				const { treasurer } = await withLines(...said);
				for (const { days, cents, inBooks } of moves) {
					if (!inBooks) continue;
					const sides =
						cents > 0 ? { debit: '5121', credit: '756' } : { debit: '616', credit: '5121' };
					await anEntry(treasurer, {
						...sides,
						...(cents > 0 ? { credit: '7561' } : {}),
						date: addDays(start, days),
						amountCents: Math.abs(cents)
					});
				}
				await perform(acceptProposals, treasurer, { account: '5121' });
				for (const { id, proposal, amountCents } of (await proposed(treasurer)).lines) {
					if (proposal?.kind === 'match') {
						await perform(acceptProposals, treasurer, { account: '5121', lines: [id] });
					} else {
						const account = amountCents > 0 ? '7561' : '616';
						await perform(recordLine, treasurer, { id, parts: [{ account }] });
					}
				}
				const statement = await perform(reconciliationStatement, treasurer, {
					account: '5121',
					on: day('2026-12-31')
				});
				expect([statement.inBooksOnly, statement.atBankOnly]).toEqual([[], []]);
				expect(statement.bookCents).toBe(moves.reduce((sum, { cents }) => sum + cents, 0));
			}),
			{ numRuns: 10 }
		);
	});
});

describe('a line with tax', () => {
	const PAPER: SaidLine = ['16/03/2026', 'CB PAPETERIE DU PORT', '-12,00'];
	const AGAIN: SaidLine = ['20/04/2026', 'CB PAPETERIE DU PORT', '-6,00'];

	async function taxesOf(caller: Caller, entryId: string) {
		const { lines } = await perform(accounting.getEntry, caller, { entryId });
		return Object.fromEntries(
			lines.map(({ account, debitCents, creditCents }) => [account, debitCents - creditCents])
		);
	}

	it('is parted in price and tax, comes to what the bank says, and is declared', async () => {
		const { treasurer } = await withLines(PAPER);
		await perform(accounting.configureVat, treasurer, {
			...{ regime: 'monthly', since: '2026-01-01', deductiblePercent: 60 }
		});
		const posted = await perform(recordLine, treasurer, {
			id: await firstLine(treasurer),
			parts: [
				{ amountCents: -600, account: '6064', vat: { rate: 'fr-2000' } },
				{ amountCents: -600, account: '6061', vat: { rate: 'fr-2000', partly: true } }
			]
		});
		const entry = await perform(accounting.getEntry, treasurer, { entryId: posted.entryId });
		expect(
			entry.lines.map(({ account, debitCents, creditCents }) => [account, debitCents - creditCents])
		).toEqual([
			['6064', 500],
			['44566', 100],
			['6061', 540],
			['44566', 60],
			['5121', -1200]
		]);
		expect(await openIds(treasurer)).toEqual([]);
		const period = { end: '2026-03-31' };
		await perform(accounting.settleVat, treasurer, { end: '2026-01-31' });
		await perform(accounting.settleVat, treasurer, { end: '2026-02-28' });
		const { creditCents } = await perform(accounting.settleVat, treasurer, period);
		expect(creditCents).toBe(200);
	});

	it('bought abroad comes to what the bank says, its tax owed beside, and so does the rule', async () => {
		const { treasurer } = await withLines(PAPER);
		await perform(accounting.configureVat, treasurer, { regime: 'monthly', since: '2026-01-01' });
		const vat = { rate: 'fr-2000', partly: false, reverse: 'import' as const };
		const { entryId } = await perform(recordLine, treasurer, {
			id: await firstLine(treasurer),
			parts: [{ account: '626', vat }],
			remember: 'papeterie du port'
		});
		expect(await taxesOf(treasurer, entryId)).toEqual({
			...{ 626: 1200, 44566: 240, 4452: -240, 5121: -1200 }
		});
		expect((await perform(listRules, treasurer, {})).rules).toMatchObject([{ vat }]);
	});

	it('makes a rule that keeps its tax, and writes the next line with it', async () => {
		const { treasurer } = await withLines(PAPER);
		await perform(accounting.configureVat, treasurer, { regime: 'monthly', since: '2026-01-01' });
		await perform(recordLine, treasurer, {
			id: await firstLine(treasurer),
			parts: [{ account: '6064', vat: { rate: 'fr-2000' } }],
			remember: 'papeterie du port'
		});
		const vat = { rate: 'fr-2000', partly: false };
		expect((await perform(listRules, treasurer, {})).rules).toMatchObject([{ vat }]);
		await importLines(treasurer, [AGAIN]);
		const { lines } = await proposed(treasurer);
		expect(lines[0]?.proposal).toMatchObject({ kind: 'rule', account: '6064', vat });
		const chosen = { account: '5121', lines: lines.map(({ id }) => id) };
		await perform(acceptProposals, treasurer, chosen);
		const { entries } = await perform(accounting.listEntries, treasurer, { limit: 1 });
		expect(await taxesOf(treasurer, String(entries[0]?.id))).toEqual({
			...{ 6064: 500, 44566: 100, 5121: -600 }
		});
	});
});
