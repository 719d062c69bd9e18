import { EncodingFinder } from '#shared/charset.ts';
import { day } from '#shared/day.ts';
import { FecCheck } from './check.ts';
import type { FecReport } from './check.ts';
import { FEC_COLUMNS } from './columns.ts';
import type { FecColumn } from './columns.ts';
import { encodeFec, FEC_HEADER } from './write.ts';
import type { FecEncoding } from './write.ts';
import { FecWriter } from './writer.testing.ts';
import type { FecLine } from './writer.testing.ts';

export type FecCells = Record<FecColumn, string>;

/** A valid SIREN, of nobody in these tests. */
export const SIREN = '732829320';
export const FILE_NAME = `${SIREN}FEC20251231.txt`;

export function fecLine(sequence: number, over: Partial<FecLine> = {}): FecLine {
	return {
		journalCode: 'BQ',
		journalLabel: 'Banque',
		entryId: String(sequence),
		entryDate: day('2025-03-01'),
		accountCode: '512',
		accountLabel: 'Banques',
		documentReference: `P${sequence}`,
		documentDate: day('2025-02-27'),
		label: 'Cotisation',
		debitCents: 0,
		creditCents: 0,
		validatedOn: day('2025-03-31'),
		...over
	};
}

/** The two lines of a balanced entry. */
export function fecEntry(sequence: number, cents: number, over: Partial<FecLine> = {}): FecLine[] {
	return [
		fecLine(sequence, { debitCents: cents, ...over }),
		fecLine(sequence, { accountCode: '756', creditCents: cents, ...over })
	];
}

/** A sound file of ten entries, two lines each, as cells to spoil. */
export function soundCells(): FecCells[] {
	return Array.from({ length: 20 }, (_, i) => {
		const number = Math.floor(i / 2) + 1;
		const date = `2025${String(number).padStart(2, '0')}15`;
		const values = [
			...['BQ', 'Banque', String(number), date, i % 2 ? '756000' : '512000', 'Compte'],
			...['', '', `P${number}`, date, 'Cotisation', i % 2 ? '0,00' : '12,50'],
			...[i % 2 ? '12,50' : '0,00', '', '', date, '', '']
		];
		return Object.fromEntries(FEC_COLUMNS.map((name, k) => [name, values[k]])) as FecCells;
	});
}

export interface FecShape {
	readonly separator?: string;
	readonly end?: string;
	readonly header?: readonly string[];
	readonly tail?: string;
}

export function fecBytes(cells: readonly FecCells[], shape: FecShape = {}): Uint8Array {
	const { separator = '\t', end = '\r\n', header = FEC_COLUMNS, tail = '' } = shape;
	const lines = cells.map((line) => FEC_COLUMNS.map((name) => line[name]).join(separator));
	return new TextEncoder().encode([header.join(separator), ...lines, tail].join(end));
}

/** Checks a flat file held in memory. */
export function checkFec(bytes: Uint8Array, fileName?: string): FecReport {
	const finder = new EncodingFinder();
	finder.push(bytes);
	const check = new FecCheck({ fileName });
	check.readText(new TextDecoder(finder.found.encoding).decode(bytes));
	return check.finish(finder.found);
}

/** A whole file from its lines, in their order. */
export function writeFec(lines: readonly FecLine[], encoding: FecEncoding = 'utf-8'): Uint8Array {
	const writer = new FecWriter();
	return encodeFec(FEC_HEADER + lines.map((line) => writer.write(line)).join(''), encoding);
}
