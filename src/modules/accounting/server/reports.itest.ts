import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { textOfPdf } from '#platform/server/pdf/pdf-text.testing.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { FILE_NAME, fecBytes, soundCells } from '#modules/accounting/domain/fec/file.testing.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '../testing/some-accounts.ts';
import { readBalanceSheet } from './balance-sheet.read.ts';
import { checkFecFile } from './fec/check-fec.ts';
import { startAccountsImport } from './import/start-import.ts';
import { exportFec } from './fec/export-fec.ts';
import { exportJournal } from './export-journal.ts';
import { listEntries } from './list-entries.read.ts';
import { exportLedger } from './export-ledger.ts';
import { exportBalanceSheet, exportIncomeStatement } from './export-statements.ts';
import { exportTrialBalance } from './export-trial-balance.ts';
import { readIncomeStatement } from './income-statement.read.ts';
import * as reportOperations from './report-operations.ts';
import { validateEntries } from './validate-entries.ts';

useTestProgram();

/** 2025: dues of 100 €, rent of 30 €. 2026: dues of 20 €, volunteering of 500 €. */
async function twoYears() {
	const association = await anAssociation();
	const treasurer: Caller = association.as('treasurer');
	const first = await aFiscalYear(treasurer, 2025);
	const second = await aFiscalYear(treasurer, 2026);
	await anEntry(treasurer, { date: day('2025-04-02'), amountCents: 10_000 });
	const rent = { debit: '6132', credit: '5121', amountCents: 3_000, label: 'Loyer « été »' };
	await anEntry(treasurer, { date: day('2025-05-02'), ...rent });
	await anEntry(treasurer, { date: day('2026-03-15') });
	const hours = { journal: 'OD', debit: '864', credit: '875', amountCents: 50_000 };
	await anEntry(treasurer, { date: day('2026-04-15'), ...hours });
	return { association, treasurer, first, second };
}

type Exported = Parameters<typeof performDownload>[0];

async function download(operation: Exported, caller: Caller, input: object) {
	const file = await performDownload(operation, caller, input as never);
	return { ...file, bytes: await bytesOf(file) };
}

async function check(caller: Caller, name: string, content: Uint8Array) {
	const { id } = await keepFile(caller, { name, mediaType: 'text/plain', content });
	return perform(checkFecFile, caller, { fileId: id });
}

describe('reports refuse', () => {
	it('whoever has no right to the accounts', async () => {
		const { association } = await twoYears();
		for (const operation of Object.values(reportOperations)) {
			const input = operation === checkFecFile ? { fileId: newId() } : {};
			const work =
				operation.answer === 'download'
					? performDownload(operation as Exported, association.as('member'), input as never)
					: perform(operation as never, association.as('member'), input as never);
			await expectRefusal(work, 'platform.not-allowed');
		}
	});

	it('a year of another association, a format unknown, a file of another association', async () => {
		const { treasurer, first } = await twoYears();
		const elsewhere = await twoYears();
		const theirs = { fiscalYearId: elsewhere.first };
		await expectRefusal(perform(readIncomeStatement, treasurer, theirs), 'accounting.no-such-year');
		await expectRefusal(performDownload(exportFec, treasurer, theirs), 'accounting.no-such-year');
		const wrong = { fiscalYearId: first, format: 'doc' as never };
		await expectRefusal(performDownload(exportJournal, treasurer, wrong), 'platform.input-invalid');
		const file = { name: 'a.txt', mediaType: 'text/plain', content: new Uint8Array([1]) };
		const { id: fileId } = await keepFile(elsewhere.treasurer, file);
		await expectRefusal(perform(checkFecFile, treasurer, { fileId }), 'platform.file-not-found');
	});

	it('a file that was checked already: it is forgotten at once, unless an import names it', async () => {
		const { treasurer } = await twoYears();
		const content = new TextEncoder().encode('JournalCode|JournalLib\n');
		const file = { name: 'a.txt', mediaType: 'text/plain', content };
		const { id: fileId } = await keepFile(treasurer, file);
		expect(await perform(checkFecFile, treasurer, { fileId })).toMatchObject({ sound: false });
		await expectRefusal(perform(checkFecFile, treasurer, { fileId }), 'platform.file-not-found');
		const { id: imported } = await keepFile(treasurer, {
			...{ name: 'FEC.txt', mediaType: 'text/plain', content: fecBytes(soundCells()) }
		});
		await perform(startAccountsImport, treasurer, { file: imported });
		const twice = [1, 2].map(() => perform(checkFecFile, treasurer, { fileId: imported }));
		expect((await Promise.all(twice)).map(({ lines }) => lines)).toEqual([20, 20]);
	});

	it('nothing of a large file, which is checked apart', async () => {
		const { treasurer } = await twoYears();
		const cells = soundCells();
		cells[3]!.Debit = 'douze';
		const large = Array.from({ length: 2_500 }, (_, i) =>
			cells.map((line) => ({ ...line, EcritureNum: String(Number(line.EcritureNum) + 10 * i) }))
		).flat();
		const report = await check(treasurer, FILE_NAME, fecBytes(large));
		expect(report).toMatchObject({
			sound: false,
			lines: 50_000,
			counts: { 'amount-invalid': 2_500 }
		});
		expect(report.findings[0]).toMatchObject({ rule: 'amount-invalid', line: 5 });
	});

	it('a file of entries for a year where none is validated', async () => {
		const { treasurer, first } = await twoYears();
		const work = performDownload(exportFec, treasurer, { fiscalYearId: first });
		await expectRefusal(work, 'accounting.fec-nothing-validated');
	});
});

describe('statements', () => {
	it('put the year beside the one before, voluntary contributions apart', async () => {
		const { treasurer, second } = await twoYears();
		const statement = await perform(readIncomeStatement, treasurer, { fiscalYearId: second });
		expect(statement).toMatchObject({ resultCents: 2_000, previousResultCents: 7_000 });
		const dues = statement.rows.find(({ id }) => id === 'subscriptions');
		expect(dues).toMatchObject({
			label: 'Cotisations',
			currentCents: 2_000,
			previousCents: 10_000
		});
		const hours = statement.inKindRows.find(({ id }) => id === 'volunteering');
		expect(hours?.currentCents).toBe(50_000);
	});

	it('close', async () => {
		const { treasurer, first } = await twoYears();
		const sheet = await perform(readBalanceSheet, treasurer, { fiscalYearId: first });
		expect(sheet).toMatchObject({
			totalAssetsCents: 7_000,
			totalLiabilitiesCents: 7_000,
			resultCents: 7_000,
			previousYear: null
		});
	});

	it.each([
		[exportIncomeStatement, 'compte-de-resultat-2026', 'Cotisations'],
		[exportBalanceSheet, 'bilan-2026', 'Disponibilités']
	] as const)('leave as files: %#', async (operation, name, line) => {
		const { treasurer, second } = await twoYears();
		for (const format of ['csv', 'xlsx', 'ods'] as const) {
			const file = await download(operation, treasurer, { fiscalYearId: second, format });
			expect(file.name).toBe(`${name}.${format}`);
			const { header, rows } = await readTable(file.bytes);
			expect(header[0]).toBe('Poste');
			expect(rows.find(([label]) => label === line)?.join(' ')).toMatch(/\b20(,00)?\b/);
		}
		const pdf = await download(operation, treasurer, { fiscalYearId: second });
		const text = textOfPdf(pdf.bytes).flatMap((page) => page.map((run) => run.text));
		expect(text).toEqual(expect.arrayContaining([line, '20,00']));
	});
});

describe('journal, ledger and trial balance', () => {
	it('leave line by line, in each format', async () => {
		const { treasurer, first } = await twoYears();
		for (const [operation, count] of [
			[exportJournal, 4],
			[exportLedger, 4],
			[exportTrialBalance, 3]
		] as const) {
			for (const format of ['csv', 'xlsx', 'ods'] as const) {
				const file = await download(operation, treasurer, { fiscalYearId: first, format });
				expect((await readTable(file.bytes)).rows).toHaveLength(count);
			}
			const pdf = await download(operation, treasurer, { fiscalYearId: first, format: 'pdf' });
			const text = textOfPdf(pdf.bytes).flatMap((page) => page.map((run) => run.text));
			expect(text.find((each) => each.startsWith('Total'))).toBeDefined();
			expect(text).toContain(operation === exportLedger ? '70,00' : '130,00');
		}
	});

	it('the journal is that which the page shows: of the same filter, the same entries', async () => {
		const { treasurer, first } = await twoYears();
		const { entries } = await perform(listEntries, treasurer, { fiscalYearId: first });
		const [some] = entries;
		const [line] = some?.lines ?? [];
		for (const filter of [
			{},
			{ journal: some?.journal },
			{ search: some?.label.slice(0, 5) },
			{ amountCents: some?.totalCents },
			{ account: line?.account },
			{ account: '6411' },
			{ from: some?.date },
			{ to: some?.date, journal: some?.journal },
			{ validated: true },
			{ validated: false }
		]) {
			const input = { fiscalYearId: first, ...filter };
			const shown = (await perform(listEntries, treasurer, input)).entries;
			const { header, rows } = await readTable(
				(await download(exportJournal, treasurer, input)).bytes
			);
			const at = header.indexOf('Numéro');
			expect(at).toBeGreaterThan(-1);
			expect(new Set(rows.map((row) => row[at]))).toEqual(
				new Set(shown.map((each) => each.number))
			);
			const lines = shown.reduce((sum, each) => sum + each.lines.length, 0);
			expect(rows, JSON.stringify(filter)).toHaveLength(lines);
		}
		expect(entries.length).toBeGreaterThan(1);
	});

	it('the ledger runs its balance account by account', async () => {
		const { treasurer, first } = await twoYears();
		const { bytes } = await download(exportLedger, treasurer, { fiscalYearId: first });
		const { rows } = await readTable(bytes);
		const bank = rows.filter(([account]) => account === '5121');
		expect(bank.map((row) => row.at(-1))).toEqual(['100,00', '70,00']);
	});

	it('go past one page of the database', async () => {
		const { treasurer, first } = await twoYears();
		const lines = Array.from({ length: 1_100 }, () => [
			{ account: '5121', debitCents: 1 },
			{ account: '7561', creditCents: 1 }
		]).flat();
		const { postEntry } = await import('./post-entry.ts');
		const entry = { journal: 'OD', date: day('2025-06-01'), label: 'Reprise' };
		for (const half of [lines.slice(0, 1_100), lines.slice(1_100)]) {
			for (let i = 0; i < half.length; i += 100) {
				await perform(postEntry, treasurer, { ...entry, lines: half.slice(i, i + 100) });
			}
		}
		for (const operation of [exportJournal, exportLedger]) {
			const { bytes } = await download(operation, treasurer, { fiscalYearId: first });
			expect((await readTable(bytes)).rows).toHaveLength(2_204);
		}
	});
});

describe('the file of accounting entries', () => {
	it.each(['utf-8', 'iso-8859-15'] as const)('is sound, in %s', async (encoding) => {
		const { treasurer, first } = await twoYears();
		await perform(validateEntries, treasurer, { until: day('2025-12-31') });
		const siren = '732829320';
		const caller = { ...treasurer, association: { ...treasurer.association, siren } };
		const file = await download(exportFec, caller, { fiscalYearId: first, encoding });
		expect(file.name).toBe(`${siren}FEC20251231.txt`);
		const report = await check(treasurer, file.name, file.bytes);
		expect(report).toMatchObject({ sound: true, lines: 4, entries: 2, findings: [] });
		expect(report.debitCents).toBe(13_000);
	});

	it('without SIREN carries nine zeros, and its description says so', async () => {
		const { treasurer, first } = await twoYears();
		await perform(validateEntries, treasurer, { until: day('2025-12-31') });
		const file = await download(exportFec, treasurer, { fiscalYearId: first });
		expect(file.name).toBe('000000000FEC20251231.txt');
		const notice = await download(exportFec, treasurer, { fiscalYearId: first, part: 'notice' });
		expect(notice.name).toBe('000000000FEC20251231-description.txt');
		expect(Buffer.from(notice.bytes).toString()).toContain('SIREN');
	});

	it('of another program is checked, each finding in words with its line and its source', async () => {
		const { treasurer } = await twoYears();
		const content = new TextEncoder().encode('JournalCode\tJournalLib\nBQ\t\n');
		const report = await check(treasurer, 'fec.txt', content);
		expect(report.sound).toBe(false);
		const empty = report.findings.find(({ rule }) => rule === 'field-empty');
		expect(empty).toMatchObject({
			severity: 'error',
			line: 2,
			message: 'Le champ JournalLib est vide, et il est obligatoire.'
		});
		expect(empty?.source).toContain('A. 47 A-1');
	});
});
