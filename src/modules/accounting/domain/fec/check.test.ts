import { describe, expect, it } from 'vitest';
import { FEC_COLUMNS } from './columns.ts';
import { FEC_RULES } from './rules.ts';
import type { FecRule } from './rules.ts';
import { checkFec, FILE_NAME, SIREN, fecBytes, soundCells } from './file.testing.ts';
import type { FecCells, FecShape } from './file.testing.ts';

type Spoil = (cells: FecCells[]) => void;

function found(spoil: Spoil, shape?: FecShape, fileName: string | null = FILE_NAME) {
	const cells = soundCells();
	spoil(cells);
	return checkFec(fecBytes(cells, shape), fileName ?? undefined);
}

/** Sets fields on a line, counted as in the file: line 2 is the first under the names. */
const set =
	(line: number, fields: Partial<FecCells>): Spoil =>
	(cells) => {
		Object.assign(cells[line - 2] as FecCells, fields);
	};
const both =
	(line: number, fields: Partial<FecCells>): Spoil =>
	(cells) => {
		set(line, fields)(cells);
		set(line + 1, fields)(cells);
	};

describe('one fault', () => {
	const cases: [FecRule, number | undefined, Spoil][] = [
		['field-empty', 4, set(4, { JournalLib: '' })],
		['field-empty', 4, set(4, { JournalCode: '', CompteLib: 'Compte' })],
		['field-empty', 5, set(5, { EcritureNum: '' })],
		['field-empty', 4, set(4, { EcritureDate: '' })],
		['field-empty', 4, set(4, { CompteNum: '' })],
		['field-empty', 4, set(4, { CompteLib: ' ' })],
		['field-empty', 4, set(4, { PieceRef: '' })],
		['field-empty', 4, set(4, { PieceDate: '' })],
		['field-empty', 4, set(4, { EcritureLib: '' })],
		['field-empty', 4, set(4, { ValidDate: '' })],
		['account-not-numeric', 7, set(7, { CompteNum: 'C12' })],
		['date-invalid', 7, set(7, { PieceDate: '20250230' })],
		['date-invalid', 7, set(7, { ValidDate: '2025-03-15' })],
		['date-invalid', 7, set(7, { EcritureDate: '20251301' })],
		['date-outside-year', 6, both(6, { EcritureDate: '20241215' })],
		['date-outside-year', 20, both(20, { EcritureDate: '20260101', ValidDate: '20260101' })],
		['amount-invalid', 6, set(6, { Debit: '1 200,00' })],
		['amount-invalid', 6, set(6, { Debit: '12,505' })],
		['amount-invalid', 6, set(6, { Debit: 'douze' })],
		['decimal-point', 6, set(6, { Debit: '12.50' })],
		[
			'debit-and-credit',
			6,
			(cells) => {
				set(6, { Debit: '20,00', Credit: '7,50' })(cells);
			}
		],
		['no-amount', 2, both(2, { Debit: '0,00', Credit: '0,00' })],
		['validated-before-entry', 2, both(2, { ValidDate: '20250114' })],
		[
			'not-chronological',
			6,
			(cells) => void cells.splice(2, 4, ...cells.slice(4, 6), ...cells.slice(2, 4))
		],
		['amount-invalid', 6, set(6, { Montantdevise: 'douze', Idevise: 'USD' })],
		['letter-across-accounts', 6, both(6, { EcritureLet: 'A', DateLet: '20250401' })],
		['number-missing', 6, (cells) => void cells.splice(4, 2)],
		[
			'number-missing',
			6,
			(cells) =>
				cells.forEach((line, i) => {
					if (i >= 4) line.EcritureNum = String(Number(line.EcritureNum) + 3);
				})
		],
		['number-duplicated', 20, both(20, { EcritureNum: '4' })],
		[
			'number-duplicated',
			8,
			(cells) =>
				cells.forEach((line, i) => {
					if (i >= 6) line.EcritureNum = String(Number(line.EcritureNum) - 1);
				})
		],
		['number-unreadable', 20, both(20, { EcritureNum: 'final' })],
		['number-mixed', 20, both(20, { EcritureNum: 'A1' })],
		['entry-several-dates', 7, set(7, { EcritureDate: '20250316', ValidDate: '20250316' })],
		[
			'letter-without-date',
			6,
			(cells) => {
				set(6, { EcritureLet: 'A', CompteNum: '411' })(cells);
				set(7, { EcritureLet: 'A', CompteNum: '411', DateLet: '20250401' })(cells);
			}
		],
		['letter-date-without-letter', 6, set(6, { DateLet: '20250401' })],
		['letter-unbalanced', 6, set(6, { EcritureLet: 'A', DateLet: '20250401' })]
	];
	it.each(cases)('%s on line %s is found, and nothing else', (rule, line, spoil) => {
		const report = found(spoil);
		expect([...new Set(report.findings.map((finding) => finding.rule))]).toEqual([rule]);
		expect(report.findings[0]?.line).toBe(line);
		expect(report.findings[0]?.severity).toBe(FEC_RULES[rule].severity);
		expect(report.sound).toBe(FEC_RULES[rule].severity === 'warning');
	});

	it('an unbalanced entry unbalances the file', () => {
		const { findings } = found(set(6, { Debit: '12,51' }));
		expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
			['file-unbalanced', undefined],
			['entry-unbalanced', 6]
		]);
		expect(findings[1]?.parameters).toEqual({ journal: 'BQ', number: '3', balance: 1 });
	});

	it('one line of an entry, outside the year', () => {
		const { findings, sound } = found(set(7, { EcritureDate: '20241215' }));
		expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
			['date-outside-year', 7],
			['entry-several-dates', 7]
		]);
		expect(sound).toBe(false);
	});

	it('a date outside the year of a file of two entries', () => {
		const outside = (cells: FecCells[]) => {
			cells.splice(4);
			both(2, { EcritureDate: '20241215', PieceDate: '20241215' })(cells);
		};
		expect(found(outside).findings.map(({ rule }) => rule)).toEqual(['date-outside-year']);
	});

	it('a missing journal on one line of many, or an account', () => {
		for (const column of ['JournalCode', 'CompteNum'] as const) {
			const { findings } = found(set(2, { [column]: '' }));
			expect(findings.map(({ parameters }) => parameters.column)).toContain(column);
		}
	});

	it('numbers that end with the year', () => {
		const ending = (cells: FecCells[]) => {
			cells.splice(4, 2);
			for (const line of cells) line.EcritureNum = `${line.EcritureNum.padStart(4, '0')}/2025`;
		};
		const { findings } = found(ending);
		expect(findings.map(({ rule, line }) => [rule, line])).toEqual([['number-missing', 6]]);
		expect(findings[0]?.parameters).toMatchObject({ first: '0003/2025', last: '0003/2025' });
	});

	it('a column of the program among those of the text', () => {
		const header = FEC_COLUMNS.toSpliced(3, 0, 'Etablissement' as never);
		const lines = soundCells().map((line) => Object.values(line).toSpliced(3, 0, 'x').join('\t'));
		const text = [header.join('\t'), ...lines].join('\n');
		const { findings } = checkFec(new TextEncoder().encode(text), FILE_NAME);
		expect(findings.map(({ rule }) => rule)).toEqual(['column-misordered']);
		expect(findings[0]?.parameters).toEqual({ expected: 'EcritureDate', found: 'Etablissement' });
	});

	it('a cell too many or too few', () => {
		for (const change of [(line: string) => line + '\tx', (line: string) => line.slice(0, -1)]) {
			const lines = new TextDecoder().decode(fecBytes(soundCells())).split('\r\n');
			lines[6] = change(lines[6] as string);
			const report = checkFec(new TextEncoder().encode(lines.join('\r\n')), FILE_NAME);
			expect(report.findings.map(({ rule, line }) => [rule, line])).toEqual([['cell-count', 7]]);
		}
	});

	it('a date outside the year of all others, without a file name to tell the year', () => {
		const years = (date: string) =>
			found(
				(cells) => {
					const many = Array.from({ length: 5 }, () => soundCells()).flat();
					cells.splice(
						0,
						cells.length,
						...many.sort((a, b) => (a.ValidDate < b.ValidDate ? -1 : 1))
					);
					cells.forEach((line, i) => (line.EcritureNum = String(Math.floor(i / 2) + 1)));
					both(100, { EcritureDate: date, ValidDate: date, PieceDate: date })(cells);
				},
				{},
				null
			);
		expect(years('20270105').findings.map(({ rule }) => rule)).toContain('date-outside-usual-year');
		expect(years('20251015').findings).toEqual([]);
	});
});

describe('a fault of the file', () => {
	const codes = (report: ReturnType<typeof checkFec>) => Object.keys(report.counts);
	const header = (change: (names: string[]) => string[]) =>
		codes(found(() => {}, { header: change([...FEC_COLUMNS]) }));

	it('its name, the SIREN in it', () => {
		expect(codes(found(() => {}, {}, 'fec-2025.txt'))).toEqual(['file-name']);
		expect(codes(found(() => {}, {}, `${SIREN}FEC20251331.txt`))).toEqual(['file-name']);
		const report = found(() => {}, {}, '123456789FEC20251231.txt');
		expect([codes(report), report.sound]).toEqual([['siren-invalid'], true]);
	});

	it('the names of its columns', () => {
		const swap = (names: string[]) => {
			[names[8], names[9]] = [names[9] as string, names[8] as string];
			return names;
		};
		expect(header(swap)).toContain('column-misordered');
		expect(header((names) => names.with(3, 'Date'))).toEqual(
			expect.arrayContaining(['column-missing', 'column-unknown'])
		);
		expect(header((names) => names.with(17, 'Debit'))).toContain('column-duplicated');
		expect(header(() => ['1', '2', '3'])).toEqual(['header-missing']);
	});

	it('its separator, its emptiness', () => {
		expect(codes(found(() => {}, { separator: ';' }))).toEqual(['separator-wrong']);
		expect(codes(checkFec(new Uint8Array()))).toEqual(['file-empty']);
		expect(codes(found((cells) => void cells.splice(0)))).toEqual(['file-empty']);
	});

	it('its encoding, when it is of one system only', () => {
		const cells = soundCells();
		cells[0] = { ...(cells[0] as FecCells), EcritureLib: 'Reçu en ¤' };
		const bytes = Buffer.from(new TextDecoder().decode(fecBytes(cells)), 'latin1');
		expect(codes(checkFec(bytes, FILE_NAME))).toEqual([]);
		bytes[bytes.indexOf(0xa4)] = 0x80;
		expect(codes(checkFec(bytes, FILE_NAME))).toEqual(['encoding-unusual']);
	});

	it('a missing column alone', () => {
		const names = FEC_COLUMNS.filter((name) => name !== 'Idevise');
		const lines = soundCells().map((line) => names.map((name) => line[name]).join('\t'));
		const report = checkFec(
			new TextEncoder().encode([names.join('\t'), ...lines].join('\n')),
			FILE_NAME
		);
		expect(codes(report)).toEqual(['column-missing']);
	});

	it('keeps fifty findings of a rule and counts them all', () => {
		const report = found((cells) => {
			const many = Array.from({ length: 6 }, () => soundCells()).flat();
			cells.splice(0, cells.length, ...many);
			cells.forEach((line, i) => (line.EcritureNum = String(Math.floor(i / 2) + 1)));
			for (const line of cells) line.PieceRef = '';
		});
		expect(report.findings.filter(({ rule }) => rule === 'field-empty')).toHaveLength(50);
		expect(report.counts['field-empty']).toBe(120);
	});
});
