import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { parseCents } from '#shared/money.ts';
import { writableText } from './cell-text.ts';
import { readTable } from './read-table.ts';
import type { TableContent } from './table-content.ts';
import { bytesOf } from './tabular.testing.ts';
import { writeTable } from './write-table.ts';
import { xlsxBytes } from './xlsx-write.ts';

const FORMATS = ['csv', 'xlsx', 'ods'] as const;

const table = (...rows: TableContent['rows'][]): TableContent => ({
	name: 'Journal des écritures',
	columns: [
		{ key: 'label', label: 'Libellé', kind: 'text' },
		{ key: 'amount', label: 'Montant', kind: 'money' },
		{ key: 'on', label: 'Jour', kind: 'day' },
		{ key: 'count', label: 'Nombre', kind: 'number' }
	],
	rows: rows[0] ?? []
});

describe('formulas on export', () => {
	const attacks = ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', "'=1", "''=1", '＝1'];

	it('are disarmed in CSV, numbers left as they are', async () => {
		const rows = [...attacks, '-12,50', '+33612345678', "l'eau"].map((label) => ({ label }));
		const lines = new TextDecoder()
			.decode(await bytesOf(writeTable(table(rows), 'csv')))
			.split('\r\n');
		const cells = lines.slice(1, -1).map((line) => line.replace(/^"|;;;$|";;;$/g, ''));
		for (const cell of cells.slice(0, attacks.length)) expect(cell).toMatch(/^'+[=+\-@\t\n＝]/);
		expect(cells.slice(attacks.length)).toEqual(['-12,50', '+33612345678', "l'eau"]);
	});

	it.each(FORMATS)('come back as the text they were: %s', async (format) => {
		const rows = attacks.map((label) => ({ label }));
		const read = await readTable(await bytesOf(writeTable(table(rows), format)));
		expect(read.rows.map(([label]) => label)).toEqual(attacks.map(writableText));
	});

	it.each(['xlsx', 'ods'] as const)('stay texts in %s', async (format) => {
		const bytes = await bytesOf(writeTable(table([{ label: '=1+1' }]), format));
		expect((await readTable(bytes)).rows[0]?.[0]).toBe('=1+1');
	});
});

describe('writeTable', () => {
	it('writes what a French spreadsheet opens: byte order mark, semicolons, decimal commas', async () => {
		const rows = [{ label: 'a;b', amount: -123456, on: '2025-12-31', count: 1.5 }];
		const file = writeTable(table(rows), 'csv');
		expect(file.name).toBe('journal-des-ecritures.csv');
		expect(Buffer.from(await bytesOf(file)).toString()).toBe(
			'\ufeffLibellé;Montant;Jour;Nombre\r\n"a;b";-1234,56;2025-12-31;1,5\r\n'
		);
	});

	it('takes rows from an asynchronous source and passes its fault on', async () => {
		async function* broken() {
			yield { label: 'a' };
			throw new Error('lost');
		}
		for (const format of FORMATS) {
			await expect(bytesOf(writeTable(table(broken()), format))).rejects.toThrow('lost');
		}
	});

	it('goes on in another sheet when one is full, each under the names of the columns', async () => {
		const rows = ['a', 'b', 'c', 'd', 'e'].map((label, at) => ({ label, amount: at * 100 + 5 }));
		const bytes = await bytesOf({ body: xlsxBytes(table(rows), 3) });
		const { sheets } = await readXlsx(bytes);
		expect(sheets.map(({ name }) => name)).toEqual([
			'Journal des écritures',
			'Journal des écritures 2',
			'Journal des écritures 3'
		]);
		const labels = sheets.map((sheet) => sheet.rows.map(([label]) => label));
		expect(labels).toEqual([
			['Libellé', 'a', 'b'],
			['Libellé', 'c', 'd'],
			['Libellé', 'e']
		]);
		expect(sheets[2]?.rows[1]?.[1]).toBe(4.05);
		const empty = await readXlsx(await bytesOf({ body: xlsxBytes(table([])) }));
		expect(empty.sheets.map((sheet) => sheet.rows.length)).toEqual([1]);
	});

	it('names columns past Z as spreadsheets do, and lets the source go when it is no longer read', async () => {
		const columns = Array.from({ length: 60 }, (_, at) => {
			return { key: `c${at}`, label: `C${at}`, kind: 'text' as const };
		});
		let ended = false;
		function* rows() {
			try {
				for (;;) yield Object.fromEntries(columns.map(({ key }) => [key, key]));
			} finally {
				ended = true;
			}
		}
		const row = Object.fromEntries(columns.map(({ key }) => [key, key]));
		const bytes = await bytesOf({ body: xlsxBytes({ name: 'Large', columns, rows: [row] }) });
		const { sheets } = await readXlsx(bytes);
		expect(sheets[0]?.rows[1]).toEqual(columns.map(({ key }) => key));
		const endless = xlsxBytes({ name: 'Large', columns, rows: rows() });
		await endless.next();
		await endless.return(undefined);
		expect(ended).toBe(true);
	});

	it.each(FORMATS)('gives back the same cells: %s', async (format) => {
		const label = fc
			.oneof(
				fc.string({ unit: 'binary' }),
				fc.string(),
				fc.constantFrom(' a  b ', '\n', '_x000D_', '"', ';')
			)
			.map(writableText);
		const day = fc.date({
			min: new Date('1950-01-01'),
			max: new Date('2100-01-01'),
			noInvalidDate: true
		});
		const row = fc.record({
			label,
			amount: fc.integer({ min: -1e13, max: 1e13 }),
			on: day.map((date) => date.toISOString().slice(0, 10)),
			count: fc.integer()
		});
		await fc.assert(
			fc.asyncProperty(fc.array(row, { maxLength: 10 }), async (rows) => {
				const read = await readTable(await bytesOf(writeTable(table(rows), format)));
				expect(read.header).toEqual(['Libellé', 'Montant', 'Jour', 'Nombre']);
				expect(
					read.rows.map(([text, amount, on, count]) => ({
						label: text,
						amount: parseCents(amount as string),
						on,
						count: Number(count)
					}))
				).toEqual(rows);
			}),
			{ numRuns: 60 }
		);
	});
});
