import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLatin9 } from '#shared/charset.ts';
import { addDays, day } from '#shared/day.ts';
import { FEC_COLUMNS } from './columns.ts';
import { fecFileName } from './write.ts';
import {
	writeFec,
	checkFec,
	FILE_NAME,
	SIREN,
	fecBytes,
	fecEntry,
	fecLine,
	soundCells
} from './file.testing.ts';
import type { FecCells, FecShape } from './file.testing.ts';

const nothing = (change: (cells: FecCells[]) => void, shape?: FecShape) => {
	const cells = soundCells();
	change(cells);
	const { findings, sound, lines } = checkFec(fecBytes(cells, shape), FILE_NAME);
	expect(findings).toEqual([]);
	expect(sound).toBe(true);
	expect(lines).toBe(cells.length);
};
const each = (change: (line: FecCells, index: number) => void) => (cells: FecCells[]) =>
	cells.forEach(change);

describe('sound files of other programs', () => {
	it('tab or pipe, every line end, blank lines at the end, end-of-file sign', () => {
		for (const separator of ['\t', '|']) {
			for (const end of ['\n', '\r\n', '\r']) nothing(() => {}, { separator, end });
		}
		nothing(() => {}, { tail: '\r\n\r\n  \r\n' });
		nothing(() => {}, { tail: '\x1a' });
	});

	it('a byte order mark, ISO 8859-15, names in other cases, a separator behind each line', () => {
		const accented = soundCells().map((line) => ({ ...line, EcritureLib: 'Été, cœur, 5 €' }));
		const text = new TextDecoder().decode(fecBytes(accented));
		const codes = (bytes: Uint8Array) => checkFec(bytes, FILE_NAME).findings;
		expect(codes(new TextEncoder().encode(`\ufeff${text}`))).toEqual([]);
		expect(codes(encodeLatin9(text))).toEqual([]);
		expect(codes(new TextEncoder().encode(text.replaceAll('\r\n', '\t\r\n')))).toEqual([]);
		nothing(() => {}, { header: FEC_COLUMNS.map((name) => name.toUpperCase()) });
		nothing(() => {}, {
			header: FEC_COLUMNS.map((name) => name.replace('CompAux', 'CompteAux'))
		});
	});

	it('amounts as 0, 0,00, blank, 12,5, with zeros in front or a plus sign', () => {
		nothing(each((line) => (line.Debit = line.Debit === '0,00' ? '0' : '+00012,5')));
		nothing(each((line) => (line.Credit = line.Credit === '0,00' ? '' : '12,5000')));
	});

	it('negative amounts, whose sign the text provides for', () => {
		nothing((cells) => {
			Object.assign(cells[4] as FecCells, { Debit: '-12,50' });
			Object.assign(cells[5] as FecCells, { Credit: '-12,50' });
		});
	});

	it('a quote around every cell, or only around those that hold one', () => {
		const cells = soundCells().map((line) => ({ ...line, EcritureLib: 'Revue ""Le\tMonde""' }));
		const rows = [FEC_COLUMNS, ...cells.map((line) => FEC_COLUMNS.map((name) => line[name]))];
		const quoted = rows.map((row) => row.map((cell) => `"${cell}"`).join('\t')).join('\r\n');
		const some = rows
			.map((row) => row.map((cell) => (cell.includes('"') ? `"${cell}"` : cell)).join('\t'))
			.join('\r\n');
		for (const text of [quoted, some]) {
			expect(checkFec(new TextEncoder().encode(text), FILE_NAME).findings).toEqual([]);
		}
		nothing(each((line) => (line.EcritureLib = '"Le Monde" et 3 x 5" de papier')));
		nothing(each((line) => (line.EcritureLib = '"Sans fin')));
	});

	it('cells padded with spaces', () => {
		nothing((cells) => {
			for (const line of cells) {
				for (const name of FEC_COLUMNS) line[name] = ` ${line[name].padEnd(20)}`;
			}
		});
	});

	it('a file name without extension, in small letters, in a folder', () => {
		for (const name of [`${SIREN}FEC20251231`, `${SIREN}fec20251231.TXT`, `C:\\a\\${FILE_NAME}`]) {
			expect(checkFec(fecBytes(soundCells()), name).findings).toEqual([]);
		}
	});

	it('sorted by journal, or by the day of the entries whatever their validation', () => {
		nothing((cells) => {
			for (const [i, line] of cells.entries()) if (i % 4 < 2) line.JournalCode = 'AC';
			cells.sort((a, b) => (a.JournalCode < b.JournalCode ? -1 : 1));
		});
		nothing((cells) => {
			for (const line of cells.slice(0, 4)) line.ValidDate = '20251231';
		});
	});

	it('letters in small for what is settled in part, and halves that the next year holds', () => {
		const letter = (line: FecCells | undefined, fields: Partial<FecCells>) =>
			Object.assign(line as FecCells, { CompteNum: '411000', ...fields });
		nothing((cells) => {
			letter(cells[0], { EcritureLet: 'AA', DateLet: '20250220' });
			letter(cells[3], { EcritureLet: 'AA', DateLet: '20250220' });
			letter(cells[4], { EcritureLet: 'b', DateLet: '20250320' });
			letter(cells[18], { EcritureLet: 'AB', DateLet: '20260115' });
		});
	});

	it('cash-basis books of eighteen columns, without journals nor accounts', () => {
		nothing(each((line) => Object.assign(line, { JournalCode: '', JournalLib: '' })));
		nothing(each((line) => (line.CompteNum = '')));
	});

	it('a year that is not that of the calendar', () => {
		const cells = soundCells();
		for (const line of cells.slice(0, 8)) {
			for (const name of ['EcritureDate', 'PieceDate', 'ValidDate'] as const) {
				line[name] = line[name].replace(/^2025/, '2026');
			}
		}
		const ordered = [...cells.slice(8), ...cells.slice(0, 8)];
		for (const [i, line] of ordered.entries()) line.EcritureNum = String(Math.floor(i / 2) + 1);
		for (const name of [`${SIREN}FEC20260430.txt`, undefined]) {
			expect(checkFec(fecBytes(ordered), name).findings).toEqual([]);
		}
	});

	it('foreign amounts blank or zero', () => {
		nothing(each((line) => Object.assign(line, { Montantdevise: '0,00', Idevise: 'EUR' })));
	});

	it('amount and direction instead of debit and credit', () => {
		const header = FEC_COLUMNS.map((name) =>
			name === 'Debit' ? 'Montant' : name === 'Credit' ? 'Sens' : name
		);
		for (const [debit, credit] of [
			['D', 'C'],
			['d', 'c'],
			['+1', '-1']
		]) {
			const signed = each((line, i) =>
				Object.assign(line, { Debit: '12,50', Credit: i % 2 ? credit : debit })
			);
			nothing(signed, { header });
		}
	});

	it.each<[string, (number: number) => Partial<FecCells>]>([
		[
			'in each journal',
			(n) => ({ JournalCode: n % 2 ? 'AC' : 'VE', EcritureNum: String(Math.ceil(n / 2)) })
		],
		['over all journals', (n) => ({ JournalCode: n % 3 ? 'AC' : 'VE', EcritureNum: String(n) })],
		['with a prefix', (n) => ({ EcritureNum: `VE2025-${String(n).padStart(5, '0')}` })],
		[
			'with a prefix by journal',
			(n) => ({
				JournalCode: n % 2 ? 'AC' : 'VE',
				EcritureNum: `${n % 2 ? 'AC' : 'VE'}${Math.ceil(n / 2)}`
			})
		],
		['ending with the journal', (n) => ({ EcritureNum: `${String(n).padStart(6, '0')}/BQ` })],
		['ending with the year', (n) => ({ EcritureNum: `${n}-2025` })],
		['by day', (n) => ({ EcritureNum: `2025${String(n).padStart(2, '0')}1501` })],
		['by month', (n) => ({ EcritureNum: `2025${String(n).padStart(2, '0')}0001` })],
		['from another number than 1', (n) => ({ EcritureNum: String(4000 + n) })]
	])('numbers %s', (_, fieldsOf) => {
		nothing(each((line) => Object.assign(line, fieldsOf(Number(line.EcritureNum)))));
	});

	it('entries whose lines do not follow each other', () => {
		nothing((cells) =>
			cells
				.sort((a, b) => a.CompteNum.localeCompare(b.CompteNum))
				.forEach((line) => {
					line.ValidDate = '20251231';
				})
		);
	});

	it('cash-basis books, with their four columns and blank journals', () => {
		const extra = ['DateRglt', 'ModeRglt', 'NatOp', 'IdClient'];
		const lines = soundCells().map((line) =>
			[
				...Object.values({ ...line, JournalCode: '', JournalLib: '' }),
				'20250101',
				'CB',
				'',
				''
			].join('\t')
		);
		const text = [[...FEC_COLUMNS, ...extra].join('\t'), ...lines].join('\n');
		expect(checkFec(new TextEncoder().encode(text), FILE_NAME).findings).toEqual([]);
	});

	it('a first year of eighteen months', () => {
		nothing((cells) =>
			cells.slice(0, 6).forEach((line) => {
				Object.assign(line, { EcritureDate: '20240715', ValidDate: '20240715' });
			})
		);
	});

	it('one more column of the program, behind the eighteen', () => {
		const lines = soundCells().map((line) => [...Object.values(line), 'x'].join('\t'));
		const text = [[...FEC_COLUMNS, 'CodeEtab'].join('\t'), ...lines].join('\n');
		const { sound, counts } = checkFec(new TextEncoder().encode(text), FILE_NAME);
		expect([sound, counts]).toEqual([true, {}]);
	});
});

describe('writeFec', () => {
	it('names the file by SIREN and closing day', () => {
		expect(fecFileName(SIREN, day('2025-12-31'))).toBe(FILE_NAME);
		expect(fecFileName(null, day('2025-08-31'))).toBe('000000000FEC20250831.txt');
	});

	it('writes eighteen columns, entries numbered from 1', () => {
		const lines = [
			...fecEntry(9, 1250, { documentReference: null, documentDate: null }),
			...fecEntry(3, 100000, {
				validatedOn: day('2025-03-02'),
				letter: 'A',
				letterDate: day('2025-03-03')
			}),
			...fecEntry(7, 5000, { validatedOn: day('2025-04-01'), label: 'b\tc\n' })
		];
		const rows = new TextDecoder()
			.decode(writeFec(lines))
			.split('\r\n')
			.map((row) => row.split('\t'));
		expect(rows[0]).toEqual([...FEC_COLUMNS]);
		expect(
			rows.slice(1, -1).map((row) => [row[2], row[8], row[10], row[11], row[12], row[13], row[14]])
		).toEqual([
			['1', 'BQ-1', 'Cotisation', '12,50', '0,00', '', ''],
			['1', 'BQ-1', 'Cotisation', '0,00', '12,50', '', ''],
			['2', 'P3', 'Cotisation', '1000,00', '0,00', 'A', '20250303'],
			['2', 'P3', 'Cotisation', '0,00', '1000,00', 'A', '20250303'],
			['3', 'P7', 'b c', '50,00', '0,00', '', ''],
			['3', 'P7', 'b c', '0,00', '50,00', '', '']
		]);
	});

	it('is always sound', { timeout: 30_000 }, () => {
		const text = fc
			.string({ unit: 'binary', minLength: 1, maxLength: 20 })
			.map((value) => `x${value}`);
		const entry = fc.record({
			cents: fc.integer({ min: 1, max: 1e12 }),
			dayInYear: fc.nat({ max: 364 }),
			delay: fc.nat({ max: 100 }),
			journalCode: fc.constantFrom('AC', 'BQ', 'OD'),
			label: text,
			documentReference: fc.option(text)
		});
		fc.assert(
			fc.property(
				fc.array(entry, { minLength: 1, maxLength: 40 }),
				fc.constantFrom('utf-8' as const, 'iso-8859-15' as const),
				(entries, encoding) => {
					const start = day('2025-01-01');
					const lines = entries.flatMap(({ cents, dayInYear, delay, ...rest }, i) => {
						const entryDate = addDays(start, dayInYear);
						const validatedOn = addDays(entryDate, delay);
						return fecEntry(i, cents, { ...rest, entryDate, validatedOn });
					});
					const report = checkFec(writeFec(lines, encoding), FILE_NAME);
					// The export sorts; these come as they fall.
					expect(report.findings.filter(({ rule }) => rule !== 'not-chronological')).toEqual([]);
					expect(report.entries).toBe(entries.length);
					expect(report.debitCents).toBe(entries.reduce((sum, { cents }) => sum + cents, 0));
				}
			),
			{ numRuns: 40 }
		);
	});

	it('transliterates what ISO 8859-15 lacks', () => {
		const bytes = writeFec(
			[fecLine(1, { label: 'L’été à Łódź : 5 €', debitCents: 1 })],
			'iso-8859-15'
		);
		expect(new TextDecoder('iso-8859-15').decode(bytes)).toContain("L'été à Lódz : 5 €");
	});
});
