import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { newId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform, performDownload } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { writeTable } from '#platform/server/tabular/write-table.ts';
import { SIREN, fecBytes, soundCells } from '#modules/accounting/domain/fec/file.testing.ts';
import type { FecCells } from '#modules/accounting/domain/fec/file.testing.ts';
import { listOpenItems } from '../lettering/list-open-items.read.ts';
import { listThirdParties } from '../third-parties/list-third-parties.read.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { finishTask } from '#platform/server/tasks/finish-task.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { aSignedIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aFiscalYear, anEntry } from '#modules/accounting/testing/some-accounts.ts';
import { setBudget } from '../budget/set-budget.ts';
import { addFixedAsset } from '../fixed-assets/add-fixed-asset.ts';
import { removeFixedAsset } from '../fixed-assets/remove-fixed-asset.ts';
import { addAxisValue } from '../analytics/add-axis-value.ts';
import { readAxisResults } from '../analytics/axis-results.read.ts';
import { listAxes } from '../analytics/list-axes.read.ts';
import { listRemarks } from '../remarks/list-remarks.read.ts';
import { writeRemark } from '../remarks/write-remark.ts';
import { exportFec } from '../fec/export-fec.ts';
import { getEntry } from '../get-entry.read.ts';
import { listEntries } from '../list-entries.read.ts';
import { listFiscalYears } from '../list-fiscal-years.read.ts';
import { listJournals } from '../list-journals.read.ts';
import { openFiscalYear } from '../open-fiscal-year.ts';
import { postEntry } from '../post-entry.ts';
import { trialBalance } from '../trial-balance.read.ts';
import { validateEntries } from '../validate-entries.ts';
import * as operations from './operations.ts';

useTestProgram();

const { commitAccountsImport, getAccountsImport, startAccountsImport, undoAccountsImport } =
	operations;

async function aTreasurer(year?: number) {
	const association = await anAssociation();
	const treasurer = await aSignedIn(association.id, 'treasurer');
	if (year) await aFiscalYear(treasurer, year);
	return { association, treasurer };
}

async function dropped(
	caller: Caller,
	content: Uint8Array | string,
	name = `${SIREN}FEC20251231.txt`
) {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const { id } = await keepFile(caller, { name, mediaType: 'text/plain', content: bytes });
	return perform(startAccountsImport, caller, { file: id });
}

async function imported(caller: Caller, content: Uint8Array | string, name?: string) {
	const { id } = await dropped(caller, content, name);
	return { id, ...(await written(caller, id)) };
}

/** Commits, and waits for what goes on after the answer. */
async function written(caller: Caller, id: string) {
	const { taskId } = await perform(commitAccountsImport, caller, { id });
	const outcome = await finishTask(caller.association.id, taskId);
	return outcome as { fiscalYearId: string; entries: number; lines: number };
}

async function fecOf(caller: Caller, fiscalYearId?: string) {
	const file = await performDownload(exportFec, caller, { fiscalYearId });
	return Buffer.from(await bytesOf(file)).toString();
}

async function balanceOf(caller: Caller, fiscalYearId: string) {
	const { accounts } = await perform(trialBalance, caller, { fiscalYearId });
	return accounts;
}

const sums = (accounts: readonly { code: string; debitCents: number; creditCents: number }[]) =>
	Object.fromEntries(accounts.map((each) => [each.code, [each.debitCents, each.creditCents]]));

/** The same with what the year opened with, as a file that says no difference adds it up. */
const wholeSums = (accounts: Awaited<ReturnType<typeof balanceOf>>) =>
	sums(
		accounts.map(({ code, openingCents, debitCents, creditCents }) => ({
			code,
			debitCents: debitCents + Math.max(openingCents, 0),
			creditCents: creditCents + Math.max(-openingCents, 0)
		}))
	);

describe('who may not', () => {
	it('refuses roles without the permission, and other associations', async () => {
		const { association, treasurer } = await aTreasurer(2025);
		const { id } = await dropped(treasurer, fecBytes(soundCells()));
		const stranger = (await aTreasurer()).treasurer;
		for (const role of ['secretary', 'accountant', 'member'] as const) {
			const caller = association.as(role);
			const denied = 'platform.not-allowed';
			await expectRefusal(perform(startAccountsImport, caller, { file: newId() }), denied);
			await expectRefusal(perform(getAccountsImport, caller, { id }), denied);
			await expectRefusal(perform(commitAccountsImport, caller, { id }), denied);
			await expectRefusal(perform(undoAccountsImport, caller, { id }), denied);
			await expectRefusal(perform(operations.listImportLines, caller, { id }), denied);
		}
		const unknown = 'accounting.import-not-found';
		await expectRefusal(perform(getAccountsImport, stranger, { id }), unknown);
		await expectRefusal(perform(commitAccountsImport, stranger, { id }), unknown);
		await expectRefusal(perform(undoAccountsImport, stranger, { id }), unknown);
		await expectRefusal(perform(operations.listImportLines, stranger, { id }), unknown);
		expect((await perform(operations.listAccountsImports, stranger, {})).imports).toEqual([]);
	});
});

describe('what keeps a file out', () => {
	const codes = (faults: readonly { code: string }[]) => [
		...new Set(faults.map(({ code }) => code))
	];
	const spoilt = (change: (cells: FecCells[]) => void) => {
		const cells = soundCells();
		change(cells);
		return fecBytes(cells);
	};

	it('is told line by line, and nothing is written', async () => {
		const { treasurer } = await aTreasurer(2025);
		const cases: [string, Uint8Array][] = [
			['accounting.import-entry-unbalanced', spoilt(([one]) => void (one!.Debit = '12,51'))],
			['accounting.import-amount-unreadable', spoilt(([one]) => void (one!.Debit = 'douze'))],
			[
				'accounting.import-date-unreadable',
				spoilt(([one]) => void (one!.EcritureDate = '20250230'))
			],
			['accounting.import-account-invalid', spoilt(([one]) => void (one!.CompteNum = '9A'))],
			['accounting.import-debit-and-credit', spoilt(([one]) => void (one!.Credit = '3,00'))],
			[
				'accounting.import-date-outside-year',
				spoilt((cells) => {
					for (const line of cells.slice(0, 2)) line.EcritureDate = '20241231';
				})
			],
			['accounting.import-fec-unreadable', fecBytes([])]
		];
		for (const [code, content] of cases) {
			const { id, faults, faultCount } = await dropped(treasurer, content);
			expect(codes(faults)).toContain(code);
			expect(faultCount).toBeGreaterThan(0);
			expect(faults[0]?.detail).not.toContain('{');
			await expectRefusal(
				perform(commitAccountsImport, treasurer, { id }),
				'accounting.import-has-faults'
			);
		}
		expect((await perform(listEntries, treasurer, {})).entries).toEqual([]);
	});

	it('a table without the columns of entries, or what is no table', async () => {
		const { treasurer } = await aTreasurer(2025);
		const work = dropped(treasurer, 'Nom;Prénom\nDubois;Inès\n', 'x.csv');
		await expectRefusal(work, 'accounting.import-columns-unknown');
		await expectRefusal(dropped(treasurer, '%PDF-1.7', 'x.pdf'), 'platform.tabular-unknown-format');
	});

	it('a file imported already, a closed year, a year that touches none', async () => {
		const { treasurer } = await aTreasurer(2025);
		const content = fecBytes(soundCells());
		const twice = await dropped(treasurer, content);
		await imported(treasurer, content);
		await expectRefusal(dropped(treasurer, content), 'accounting.import-done-already');
		const again = perform(commitAccountsImport, treasurer, { id: twice.id });
		await expectRefusal(again, 'accounting.import-done-already');
		const old = soundCells();
		for (const line of old) {
			for (const name of ['EcritureDate', 'ValidDate', 'PieceDate'] as const) {
				line[name] = line[name].replace('2025', '2020');
			}
		}
		const { faults, year } = await dropped(treasurer, fecBytes(old), `${SIREN}FEC20201231.txt`);
		expect(year).toBeNull();
		expect(codes(faults)).toEqual(['accounting.import-no-year']);
	});
});

describe('the writing of a file', () => {
	it('goes on after the answer, once, and says how far it is', async () => {
		const { treasurer } = await aTreasurer(2025);
		const { id } = await dropped(treasurer, fecBytes(soundCells()));
		expect((await perform(getAccountsImport, treasurer, { id })).task).toBeNull();
		const { taskId } = await perform(commitAccountsImport, treasurer, { id });
		const { state, task, lines } = await perform(getAccountsImport, treasurer, { id });
		expect(state).toBe('draft');
		expect(task).toMatchObject({ id: taskId, state: 'waiting', done: 0, total: lines });
		await expectRefusal(perform(commitAccountsImport, treasurer, { id }), 'platform.task-in-hand');
		const tooEarly = perform(undoAccountsImport, treasurer, { id });
		await expectRefusal(tooEarly, 'accounting.import-not-committed');
		expect(await finishTask(treasurer.association.id, taskId)).toMatchObject({ lines });
		const after = await perform(getAccountsImport, treasurer, { id });
		expect(after).toMatchObject({ state: 'committed', task: { state: 'done', done: lines } });
	});

	it('is refused when the books took the same before its turn, and nothing of it is kept', async () => {
		const { treasurer } = await aTreasurer(2025);
		const twin = await dropped(treasurer, fecBytes(soundCells()));
		const { id } = await dropped(treasurer, fecBytes(soundCells()), `${SIREN}FEC20251231-2.txt`);
		const { taskId } = await perform(commitAccountsImport, treasurer, { id: twin.id });
		const late = await perform(commitAccountsImport, treasurer, { id });
		await finishTask(treasurer.association.id, taskId);
		await expectRefusal(
			finishTask(treasurer.association.id, late.taskId),
			'accounting.import-done-already'
		);
		const view = await perform(getAccountsImport, treasurer, { id });
		expect(view).toMatchObject({ state: 'draft', task: { state: 'refused' } });
		expect(view.task?.message).toContain('FEC20251231-2.txt');
		const { entries } = await perform(listEntries, treasurer, { limit: 50 });
		expect(entries).toHaveLength(10);
		const entry = await perform(getEntry, treasurer, { entryId: String(entries[0]?.id) });
		expect(entry.links).toEqual([
			{
				label: `Importée du fichier ${SIREN}FEC20251231.txt`,
				href: `accounting/import/${twin.id}`
			}
		]);
	});
});

describe('a large file', () => {
	const ROUNDS = 2_500;
	const large = (spoil: (cells: FecCells[]) => void = () => {}) => {
		const cells = Array.from({ length: ROUNDS }, (_, i) =>
			soundCells().map((line) => ({
				...line,
				EcritureNum: String(Number(line.EcritureNum) + 10 * i)
			}))
		).flat();
		spoil(cells);
		return fecBytes(cells);
	};
	async function begun(caller: Caller, content: Uint8Array) {
		const view = await dropped(caller, content);
		expect(view).toMatchObject({ state: 'reading', lines: 0, year: null, faults: [] });
		expect(view.task).toMatchObject({ name: 'accounting.read-import', state: 'waiting', done: 0 });
		return { id: view.id, taskId: view.task?.id ?? '' };
	}

	it('is read after the answer, then shown as any other', async () => {
		const { treasurer } = await aTreasurer(2025);
		const { id, taskId } = await begun(treasurer, large());
		const tooEarly = perform(commitAccountsImport, treasurer, { id });
		await expectRefusal(tooEarly, 'accounting.import-not-read');
		const { imports } = await perform(operations.listAccountsImports, treasurer, {});
		expect(imports[0]).toMatchObject({ id, state: 'reading', entries: 0 });
		const counted = { lines: 20 * ROUNDS, entries: 10 * ROUNDS };
		expect(await finishTask(treasurer.association.id, taskId)).toEqual(counted);
		const view = await perform(getAccountsImport, treasurer, { id });
		expect(view).toMatchObject({ state: 'draft', format: 'fec', ...counted, faultCount: 0 });
		expect(view.accounts.map(({ code }) => code)).toEqual(['512000', '756000']);
	});

	it('tells its faults in the same way, and those of a file that is no table', async () => {
		const { treasurer } = await aTreasurer(2025);
		const spoilt = await begun(
			treasurer,
			large((cells) => void (cells[1]!.Credit = 'douze'))
		);
		await finishTask(treasurer.association.id, spoilt.taskId);
		const { faults } = await perform(getAccountsImport, treasurer, { id: spoilt.id });
		expect(faults.map(({ code, path }) => [code, path])).toContainEqual([
			'accounting.import-amount-unreadable',
			'line 3'
		]);
		const other = await begun(treasurer, new Uint8Array(4_100_000).fill(37));
		await finishTask(treasurer.association.id, other.taskId);
		const view = await perform(getAccountsImport, treasurer, { id: other.id });
		expect(view).toMatchObject({ state: 'draft', lines: 0, faultCount: 1 });
		expect(view.faults[0]?.detail.length).toBeGreaterThan(10);
		const commit = perform(commitAccountsImport, treasurer, { id: other.id });
		await expectRefusal(commit, 'accounting.import-has-faults');
	});
});

describe('a sound file of accounting entries', () => {
	it('says what it does, does it, keeps numbers, days and documents, and is undone', async () => {
		const { treasurer } = await aTreasurer(2025);
		const cells = soundCells();
		for (const [i, line] of cells.entries()) {
			Object.assign(line, {
				CompteNum: i % 2 ? '7069' : '411',
				JournalCode: 'VT1',
				JournalLib: 'Ventes'
			});
			if (i % 2 === 0) Object.assign(line, { CompAuxNum: 'DUPONT', CompAuxLib: 'Dupont' });
			line.PieceDate = '20250101';
			line.CompteLib = i % 2 ? 'Stages' : 'Adhérents';
		}
		const view = await dropped(treasurer, fecBytes(cells));
		expect(view).toMatchObject({
			...{ state: 'draft', format: 'fec', lines: 20, entries: 10, drafts: 0, faultCount: 0 },
			...{ debitCents: 12_500, creditCents: 12_500, remarks: [], year: { code: '2025' } },
			journals: [{ code: 'VT1', label: 'Ventes', entries: 10, isNew: true }],
			accounts: [
				{ code: '411', debitCents: 12_500, isNew: false },
				{ code: '7069', label: 'Stages', creditCents: 12_500, isNew: true }
			]
		});
		const { lines, next } = await perform(operations.listImportLines, treasurer, {
			...{ id: view.id, after: 2, limit: 3 }
		});
		expect(lines.map(({ line }) => line)).toEqual([4, 5, 6]);
		expect(next).toBe(5);
		await written(treasurer, view.id);
		const { entries } = await perform(listEntries, treasurer, { limit: 50 });
		expect(entries).toHaveLength(10);
		expect(entries.map((entry) => entry.number)).toContain('VT1-2025-0007');
		const rows = (await fecOf(treasurer)).trim().split('\r\n').slice(1);
		expect(rows[0]?.split('\t').slice(0, 12)).toEqual(
			[
				...['VT1', 'Ventes', '1', '20250115', '411', 'Adhérents', 'DUPONT', 'Dupont'],
				...['P1', '20250101', 'Cotisation', '12,50']
			].with(5, rows[0]?.split('\t')[5] ?? '')
		);
		expect(await perform(undoAccountsImport, treasurer, { id: view.id })).toEqual({ entries: 10 });
		expect((await perform(listEntries, treasurer, {})).entries).toEqual([]);
		const { journals } = await perform(listJournals, treasurer, {});
		expect(journals.map(({ code }) => code)).not.toContain('VT1');
		expect(Object.keys(sums(await balanceOf(treasurer, view.year?.id ?? '')))).toEqual([]);
		await expectRefusal(
			perform(undoAccountsImport, treasurer, { id: view.id }),
			'accounting.import-not-committed'
		);
		// The numbers were given back: the same file gets the same ones.
		await imported(treasurer, fecBytes(cells));
		const again = await perform(listEntries, treasurer, { limit: 50 });
		expect(again.entries.map(({ number }) => number)).toEqual(entries.map(({ number }) => number));
	});

	it('leaves an account in place, when undone, that the budget or the register has taken up since', async () => {
		const { treasurer } = await aTreasurer(2025);
		const view = await dropped(treasurer, fecBytes(soundCells()));
		await written(treasurer, view.id);
		const fiscalYearId = view.year?.id ?? '';
		const made = (await balanceOf(treasurer, fiscalYearId)).filter(({ code }) =>
			/^[67]/.test(code)
		);
		const amounts = made.map(({ code }) => ({ account: code, amountCents: 100_00 }));
		expect(amounts.length).toBeGreaterThan(0);
		await perform(setBudget, treasurer, { fiscalYearId, amounts });
		expect(await perform(undoAccountsImport, treasurer, { id: view.id })).toHaveProperty('entries');
		expect((await perform(listEntries, treasurer, {})).entries).toEqual([]);
	});

	it('is not undone while an asset or a remark rests on it, and says which', async () => {
		const { treasurer } = await aTreasurer(2025);
		const { id } = await imported(treasurer, fecBytes(soundCells()));
		const [entry] = (await perform(listEntries, treasurer, {})).entries;
		const entryId = entry?.id ?? '';
		const undo = () => perform(undoAccountsImport, treasurer, { id });
		const { assetId } = await perform(addFixedAsset, treasurer, {
			...{ label: 'Four à pain', account: '2154', acquiredOn: '2025-01-15', costCents: 12_50 },
			...{ lifeMonths: 60, entryId }
		});
		const linked = await expectRefusal(undo(), 'accounting.import-entries-linked');
		expect(linked.parameters.label).toBe('Cotisation');
		expect(linked.parameters.what).toContain('Four à pain');
		await perform(removeFixedAsset, treasurer, { assetId });
		await perform(writeRemark, treasurer, { entryId, text: 'La facture manque.' });
		await expectRefusal(undo(), 'accounting.import-entries-held');
		expect((await perform(listEntries, treasurer, {})).entries).toHaveLength(10);
	});

	it('makes third parties of auxiliary accounts, and letterings of letters; undone with them', async () => {
		const { treasurer } = await aTreasurer(2025);
		const cells = soundCells();
		const about = { CompteNum: '411000', CompAuxNum: 'C-Dup', CompAuxLib: 'Dupont' };
		Object.assign(cells[0] as FecCells, about, { EcritureLet: 'A', DateLet: '20250301' });
		Object.assign(cells[3] as FecCells, about, { EcritureLet: 'A', DateLet: '20250301' });
		Object.assign(cells[4] as FecCells, about);
		const { id } = await imported(treasurer, fecBytes(cells));
		const { thirdParties } = await perform(listThirdParties, treasurer, {});
		expect(thirdParties.map(({ code, label, kind }) => [code, label, kind])).toEqual([
			['CDUP', 'Dupont', 'client']
		]);
		const open = async () =>
			(await perform(listOpenItems, treasurer, {})).items.map(
				({ remainingCents }) => remainingCents
			);
		expect(await open()).toEqual([1250]);
		const told = (await fecOf(treasurer)).split('\r\n');
		const first = told.find((line) => line.includes('411000'))?.split('\t') ?? [];
		expect([first[6], first[7], first[13], first[14]]).toEqual([
			'C-Dup',
			'Dupont',
			'A',
			'20250301'
		]);
		await perform(undoAccountsImport, treasurer, { id });
		expect((await perform(listThirdParties, treasurer, {})).thirdParties).toEqual([]);
		expect(await open()).toEqual([]);
	});

	it('is not undone once numbers follow', async () => {
		const { treasurer } = await aTreasurer(2025);
		const { id } = await imported(treasurer, fecBytes(soundCells()));
		await anEntry(treasurer, { date: day('2025-06-01') });
		await expectRefusal(
			perform(undoAccountsImport, treasurer, { id }),
			'accounting.import-followed'
		);
	});

	it('opens the year that it needs: the first one, the next one, the one before', async () => {
		const { treasurer } = await aTreasurer();
		const of = (year: number) => {
			const cells = soundCells();
			for (const line of cells) {
				for (const name of ['EcritureDate', 'ValidDate', 'PieceDate'] as const) {
					line[name] = line[name].replace('2025', String(year));
				}
			}
			return imported(treasurer, fecBytes(cells), `${SIREN}FEC${year}1231.txt`);
		};
		await of(2024);
		await of(2025);
		await of(2023);
		const { years } = await perform(listFiscalYears, treasurer, {});
		expect(years.map(({ code }) => code).sort()).toEqual(['2023', '2024', '2025']);
		await perform(openFiscalYear, treasurer, { start: '2026-01-01', end: '2026-12-31' });
	});

	it('in XML gives the same books as flat', async () => {
		const cells = soundCells();
		const entries = Map.groupBy(cells, (line) => line.EcritureNum);
		const iso = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
		const xml = `<?xml version="1.0" encoding="UTF-8"?><comptabilite><exercice><DateCloture>2025-12-31</DateCloture>
<journal><JournalCode>BQ</JournalCode><JournalLib>Banque</JournalLib>${[...entries.values()]
			.map(([one, two]) => {
				const ligne = (line: FecCells | undefined) => {
					const side = line?.Debit === '0,00' ? 'Credit' : 'Debit';
					return `<ligne><CompteNum>${line?.CompteNum}</CompteNum><CompteLib>Compte</CompteLib><${side}>12.50</${side}></ligne>`;
				};
				const on = iso(one?.EcritureDate ?? '');
				return `<ecriture><EcritureNum>${one?.EcritureNum}</EcritureNum><EcritureDate>${on}</EcritureDate>
<EcritureLib>Cotisation</EcritureLib><PieceRef>${one?.PieceRef}</PieceRef><PieceDate>${on}</PieceDate>
<ValidDate>${on}</ValidDate>${ligne(one)}${ligne(two)}</ecriture>`;
			})
			.join('')}</journal></exercice></comptabilite>`;
		const [flat, other] = [(await aTreasurer(2025)).treasurer, (await aTreasurer(2025)).treasurer];
		await imported(flat, fecBytes(cells));
		await imported(other, xml, `${SIREN}FEC20251231.xml`);
		expect(await fecOf(other)).toBe(await fecOf(flat));
	});
});

describe('export → import → export', () => {
	it('gives the same file', async () => {
		const entry = fc.record({
			cents: fc.integer({ min: 1, max: 1e9 }),
			offset: fc.nat({ max: 360 }),
			journal: fc.constantFrom('BQ', 'OD', 'AN'),
			label: fc
				.string({ unit: 'grapheme-composite', minLength: 3, maxLength: 30 })
				.map((text) => `é ${text}`.trim()),
			lineLabel: fc.option(fc.constantFrom('Part A', 'Ligne « deux »'), { nil: undefined }),
			reference: fc.option(fc.constantFrom('F-1', 'Reçu 12'), { nil: undefined }),
			third: fc.boolean()
		});
		await fc.assert(
			fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), async (entries) => {
				const [from, to] = [(await aTreasurer(2025)).treasurer, (await aTreasurer(2025)).treasurer];
				for (const { cents, offset, third, lineLabel, ...rest } of entries) {
					await perform(postEntry, from, {
						...rest,
						date: addDays(day('2025-01-01'), offset),
						lines: [
							{ account: '5121', debitCents: cents + (third ? 5 : 0), label: lineLabel },
							{ account: '7561', creditCents: cents },
							...(third ? [{ account: '758', creditCents: 5 }] : [])
						]
					});
				}
				await perform(validateEntries, from, { until: day('2025-12-31') });
				const first = await fecOf(from);
				await imported(to, first);
				expect(await fecOf(to)).toBe(first);
			}),
			{ numRuns: 6 }
		);
	});
});

describe('tables of Paheko', () => {
	const fixture = (name: string) => readFile(`tests/fixtures/accounting/${name}`);

	/** What the file itself adds up to, by account. */
	async function ownSums(content: Uint8Array) {
		const { header, rows } = await readTable(content);
		const at = (name: string) => header.indexOf(name);
		const totals: Record<string, [number, number]> = {};
		for (const row of rows) {
			const total = (totals[row[at('Numéro compte')] ?? ''] ??= [0, 0]);
			total[0] += parseCents(row[at('Débit')] ?? '') ?? 0;
			total[1] += parseCents(row[at('Crédit')] ?? '') ?? 0;
		}
		return totals;
	}

	it('grouped: the trial balance is that of the file', async () => {
		const { treasurer } = await aTreasurer();
		const content = await fixture('paheko_export_grouped.csv');
		const { fiscalYearId, entries } = await imported(
			treasurer,
			content,
			'paheko_export_grouped.csv'
		);
		expect(entries).toBe(24);
		expect(wholeSums(await balanceOf(treasurer, fiscalYearId))).toEqual(await ownSums(content));
	});

	it('full, as CSV, XLSX and ODS: the same as grouped', async () => {
		const content = await fixture('paheko_export_grouped.csv');
		const { header, rows } = await readTable(content);
		let head: string[] = [];
		const full = rows.map((row) => {
			if (row[0] !== '') head = row.slice(0, 7);
			return [...head, ...row.slice(7)];
		});
		for (const format of ['csv', 'xlsx', 'ods'] as const) {
			const columns = header.map((label) => ({ key: label, label, kind: 'text' as const }));
			const table = {
				name: 'exercice 2025',
				columns,
				rows: full.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])))
			};
			const { treasurer } = await aTreasurer(2025);
			const bytes = await bytesOf(writeTable(table, format));
			const { fiscalYearId } = await imported(treasurer, bytes, `exercice.${format}`);
			expect(wholeSums(await balanceOf(treasurer, fiscalYearId))).toEqual(await ownSums(content));
		}
	});

	const HEAD =
		"Numéro d'écriture;Type;Statut;Libellé;Date;Remarques;Numéro pièce comptable;Numéro compte;" +
		'Libellé compte;Débit;Crédit;Référence ligne;Libellé ligne;Rapprochement;Lettrage;' +
		'Projet analytique;Membres associés';
	const ROWS = [
		"1;Avancé;;Solde d'ouverture;2025-01-01;Créé automatiquement;;512A;Compte courant;1000,00;0;;;0;;;",
		"1;Avancé;;Solde d'ouverture;2025-01-01;Créé automatiquement;;890;Bilan d'ouverture;0;1000,00;;;0;;;",
		'2;Dépense;;Farine;2025-03-04;Payée par Jeanne;D1;606;Achats;30,00;0;;;0;;Fête du pain;',
		'2;Dépense;;Farine;2025-03-04;Payée par Jeanne;D1;512A;Compte courant;0;30,00;;;0;;Fête du pain;',
		'3;Recette;;Repas;2025-03-05;;R1;706;Prestations;0;80,00;;;0;;fete du pain;',
		'3;Recette;;Repas;2025-03-05;;R1;512A;Compte courant;80,00;0;;;0;;;',
		'4;Dépense;;Graines;2025-03-06;;D2;606;Achats;12,00;0;;;0;;Jardin;',
		'4;Dépense;;Graines;2025-03-06;;D2;512A;Compte courant;0;12,00;;;0;;;'
	];

	it('full: notes become remarks, projects values of the first axis, and the opening its journal', async () => {
		const { treasurer } = await aTreasurer(2025);
		await perform(addAxisValue, treasurer, { label: 'Jardin' });
		const started = await dropped(treasurer, [HEAD, ...ROWS, ''].join('\n'), 'exercice.csv');
		expect(started).toMatchObject({
			notes: 2,
			projects: [
				{ label: 'Fête du pain', lines: 2, isNew: true },
				{ label: 'Jardin', lines: 1, isNew: false }
			],
			journals: [{ code: 'AN' }, { code: 'BQ' }]
		});
		const { id } = started;
		const { fiscalYearId } = await written(treasurer, id);
		const { values, unshared } = await perform(readAxisResults, treasurer, { fiscalYearId });
		expect(values).toMatchObject([
			{ label: 'Fête du pain', expensesCents: 3000, incomeCents: 8000 },
			{ label: 'Jardin', expensesCents: 1200, incomeCents: 0 }
		]);
		expect(unshared).toMatchObject({ expensesCents: 0, incomeCents: 0 });
		const { remarks } = await perform(listRemarks, treasurer, {});
		expect(remarks.map(({ label, text }) => [label, text]).sort()).toEqual([
			['Farine', 'Payée par Jeanne'],
			["Solde d'ouverture", 'Créé automatiquement']
		]);
		expect((await perform(listRemarks, treasurer, { waiting: true })).remarks).toEqual([]);
		await perform(writeRemark, treasurer, { entryId: remarks[0]?.entryId ?? '', text: 'Vu' });
		const undo = () => perform(undoAccountsImport, treasurer, { id });
		await expectRefusal(undo(), 'accounting.import-entries-held');
	});

	it('full: what was made of its notes and projects goes when the import is undone', async () => {
		const { treasurer } = await aTreasurer(2025);
		await perform(addAxisValue, treasurer, { label: 'Jardin' });
		const { id } = await imported(treasurer, [HEAD, ...ROWS, ''].join('\n'), 'exercice.csv');
		await perform(undoAccountsImport, treasurer, { id });
		const { axes } = await perform(listAxes, treasurer, {});
		expect(axes[0]?.values.map(({ label }) => label)).toEqual(['Jardin']);
		expect((await perform(listRemarks, treasurer, {})).remarks).toEqual([]);
	});

	it('simple: an amount from one account to another', async () => {
		const { treasurer } = await aTreasurer(2025);
		const file = await fixture('paheko_export_simple.csv');
		const { fiscalYearId } = await imported(treasurer, file, 'simple.csv');
		expect(sums(await balanceOf(treasurer, fiscalYearId))).toEqual({
			'512A': [2000, 14790],
			'606': [3590, 0],
			'616': [11200, 0],
			'756': [0, 2000]
		});
		const { entries } = await perform(listEntries, treasurer, {});
		expect(entries.map(({ validated }) => validated)).toEqual([false, false, false]);
	});

	it('other columns of the same kind, without numbers, in another order, in ISO 8859-15', async () => {
		const { treasurer } = await aTreasurer(2025);
		const content = Buffer.from(
			'Libellé écriture;Date comptable;N° compte;Intitulé;Montant débit;Montant crédit\r\n' +
				'Loyer;05/03/2025;6132;Locations;"1 200,50";\r\nLoyer;05/03/2025;5121;Banque;;"1 200,50"\r\n' +
				'Loyer;05/03/2025;6132;Locations;10,00;\r\nLoyer;05/03/2025;5121;Banque;;10,00\r\n',
			'latin1'
		);
		const { fiscalYearId, entries } = await imported(treasurer, content, 'export.csv');
		expect(entries).toBe(2);
		expect(sums(await balanceOf(treasurer, fiscalYearId))).toEqual({
			'5121': [0, 121050],
			'6132': [121050, 0]
		});
	});
});
