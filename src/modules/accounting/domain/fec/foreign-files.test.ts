import { describe, expect, it } from 'vitest';
import { encodeLatin9 } from '#shared/charset.ts';
import { FEC_COLUMNS } from './columns.ts';
import { checkFec, FILE_NAME } from './file.testing.ts';

// Written by hand from the article (LPF, art. A. 47 A-1) in the manners of other programs, not by our export.

/** Journal, number, day, account, auxiliary account, document, label, debit, credit, letter, day of the letter. */
type Row = readonly string[];

function cellsOf([journal, number, day, account, auxiliary, document, label, ...rest]: Row) {
	const [debit, credit, letter = '', letterDay = ''] = rest;
	return [
		...[journal, `Journal ${journal}`, number, day, account, `Compte ${account}`, auxiliary],
		...[auxiliary && `Tiers ${auxiliary}`, document, day, label, debit, credit],
		...[letter, letterDay, day, '', '']
	] as string[];
}

/** Numbers over the whole file, short amounts, a zero with its sign, an account with a letter at its end. */
const SMALL: readonly Row[] = [
	['AN', '1', '20250101', '512A', '', 'AN', 'Report à nouveau', '1500,00', '0,00'],
	['AN', '1', '20250101', '110', '', 'AN', 'Report à nouveau', '0,00', '1500,00'],
	['BQ', '2', '20250110', '512A', '', 'CH1', 'Cotisation œuvre €', '12,5', '0'],
	['BQ', '2', '20250110', '756', '', 'CH1', 'Cotisation œuvre €', '-0,00', '12,5']
];

/** Numbers by journal with letters, lines of two entries mixed, blank amounts, a letter with its day. */
const MIXED: readonly Row[] = [
	['RAN', 'RAN00001', '20250101', '51200000', '', 'OUV', 'Ouverture', '100,00', ''],
	['RAN', 'RAN00001', '20250101', '11000000', '', 'OUV', 'Ouverture', '', '100,00'],
	['ACH', 'ACH00001', '20250115', '60610000', '', 'F1', 'Énergie', '100,00', ''],
	['VTE', 'VTE00001', '20250115', '41100000', 'C01', 'V1', 'Repas', '120,00', '', 'AA', '20250131'],
	['ACH', 'ACH00001', '20250115', '40100000', 'F01', 'F1', 'Énergie', '', '100,00'],
	['VTE', 'VTE00001', '20250115', '70600000', '', 'V1', 'Repas', '', '120,00'],
	['BQ', 'BQ00001', '20250131', '51200000', '', 'R1', 'Règlement', '120,00', ''],
	[
		'BQ',
		'BQ00001',
		'20250131',
		'41100000',
		'C01',
		'R1',
		'Règlement',
		'',
		'120,00',
		'AA',
		'20250131'
	]
];

const text = (rows: readonly Row[], separator = '\t', end = '\r\n', tail = '') =>
	[FEC_COLUMNS, ...rows.map(cellsOf)].map((row) => row.join(separator)).join(end) + tail;
const utf8 = (content: string) => new TextEncoder().encode(content);
const changed = (rows: readonly Row[], at: number, column: number, value: string) =>
	rows.map((row, index) => (index === at ? row.with(column, value) : row));

describe('a sound file of another program', () => {
	it.each<[string, Uint8Array, number]>([
		['small, with a last line end', utf8(text(SMALL, '\t', '\r\n', '\r\n')), 2],
		['small, without one', utf8(text(SMALL, '\t', '\n')), 2],
		['small, with pipes in ISO 8859-15', encodeLatin9(text(SMALL, '|', '\r\n', '\r\n')), 2],
		['small, behind a byte order mark', utf8(`\ufeff${text(SMALL)}`), 2],
		['small, with blank lines at its end', utf8(text(SMALL, '\t', '\n', '\n\n')), 2],
		['mixed', utf8(text(MIXED)), 4],
		['mixed, with pipes', utf8(text(MIXED, '|', '\n')), 4],
		['opened in a journal of its own', utf8(text(SMALL).replaceAll('AN\t', 'OUV\t')), 2]
	])('%s, is found sound', (_, bytes, entries) => {
		const { findings, sound, ...report } = checkFec(bytes, FILE_NAME);
		expect([findings, sound, report.entries]).toEqual([[], true, entries]);
	});
});

describe('a fault in such a file', () => {
	it.each<[string, readonly Row[], string, number]>([
		[
			'an entry whose lines are apart and do not balance',
			changed(MIXED, 4, 8, '90,00'),
			'entry-unbalanced',
			4
		],
		['a letter without its day', changed(MIXED, 7, 10, ''), 'letter-without-date', 9],
		['a day that does not exist', changed(SMALL, 2, 2, '20250230'), 'date-invalid', 4],
		['an amount in words', changed(SMALL, 3, 8, 'douze'), 'amount-invalid', 5],
		['an account that is no number', changed(SMALL, 0, 3, 'BANQUE'), 'account-not-numeric', 2],
		['no number', changed(MIXED, 6, 1, ''), 'field-empty', 8]
	])('%s, is told with its line', (_, rows, rule, line) => {
		const { findings, sound } = checkFec(utf8(text(rows)), FILE_NAME);
		expect(sound).toBe(false);
		expect(findings.map((each) => `${each.rule} ${each.line}`)).toContain(`${rule} ${line}`);
	});

	it('such as a SIRET for a SIREN, or two days, in its name', () => {
		for (const name of ['73282932000074FEC20251231.txt', '732829320FEC20250101_20251231.txt']) {
			const { counts } = checkFec(utf8(text(SMALL)), name);
			expect(counts).toEqual({ 'file-name': 1 });
		}
	});
});
