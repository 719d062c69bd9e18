import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { FEC_COLUMNS, toFecDay } from './columns.ts';
import { checkFec, fecBytes, FILE_NAME } from './file.testing.ts';
import type { FecCells, FecShape } from './file.testing.ts';
import type { FecRule } from './rules.ts';

/** How a program writes its file: all are sound. */
interface Program {
	readonly entries: number;
	readonly numbering: 'overall' | 'by journal' | 'prefixed' | 'padded';
	readonly opening: boolean;
	readonly zeros: '0,00' | '0' | '';
	readonly shape: FecShape;
	readonly negative: boolean;
	readonly validatedAtTheEnd: boolean;
}

const program = fc.record<Program>({
	entries: fc.integer({ min: 8, max: 40 }),
	numbering: fc.constantFrom('overall', 'by journal', 'prefixed', 'padded'),
	opening: fc.boolean(),
	zeros: fc.constantFrom('0,00', '0', ''),
	shape: fc.record({
		separator: fc.constantFrom('\t', '|'),
		end: fc.constantFrom('\r\n', '\n', '\r'),
		header: fc.constantFrom(
			FEC_COLUMNS,
			FEC_COLUMNS.map((name) => name.toLowerCase()),
			FEC_COLUMNS.map((name) => ` ${name} `)
		),
		tail: fc.constantFrom('', '\r\n', '\n\n\n')
	}),
	negative: fc.boolean(),
	validatedAtTheEnd: fc.boolean()
});

const JOURNALS = [
	['BQ', 'Banque'],
	['AC', 'Achats'],
	['VE', 'Ventes']
] as const;

/** Entries of two lines: line `2 + 2 * index` of the file is the first of one. */
function soundFile({ entries, numbering, opening, zeros, ...ways }: Program): FecCells[] {
	const counts = new Map<string, number>();
	return Array.from({ length: entries }, (_, index) => {
		const [code, label] =
			opening && index === 0 ? ['AN', 'À nouveaux'] : (JOURNALS[index % 3] ?? JOURNALS[0]);
		const rank = (counts.get(code) ?? 0) + 1;
		counts.set(code, rank);
		const number = {
			overall: String(index + 1),
			'by journal': String(rank),
			prefixed: `${code}${rank}`,
			padded: String(index + 1).padStart(6, '0')
		}[numbering];
		const date = toFecDay(addDays(day('2025-01-01'), Math.floor((index * 364) / entries)));
		const amount = `${ways.negative && index % 5 === 4 ? '-' : ''}${index + 10},50`;
		const validDate = ways.validatedAtTheEnd ? '20260131' : date;
		const line = (account: string, debit: string, credit: string) => {
			const values = [
				...[code, label, number, date, account, 'Compte', '', '', `P${index}`, date],
				...['Libellé', debit, credit, '', '', validDate, '', '']
			];
			return Object.fromEntries(FEC_COLUMNS.map((name, k) => [name, values[k]])) as FecCells;
		};
		return [line('606100', amount, zeros), line('401000', zeros, amount)];
	}).flat();
}

type Seed = readonly [
	rule: FecRule,
	/** Spoils the entry of these two lines; answers which of them is at fault. */
	spoil: (debit: FecCells, credit: FecCells) => 0 | 1,
	/** What can't but follow from the fault. */
	besides?: readonly FecRule[]
];

const at =
	(side: 0 | 1, fields: Partial<FecCells>): Seed[1] =>
	(...lines) => {
		Object.assign(lines[side], fields);
		return side;
	};
const both =
	(fields: Partial<FecCells>): Seed[1] =>
	(...lines) => {
		for (const line of lines) Object.assign(line, fields);
		return 0;
	};

const FAULTS: Readonly<Record<string, Seed>> = {
	'no PieceRef': ['field-empty', at(1, { PieceRef: '' })],
	'no PieceDate': ['field-empty', at(0, { PieceDate: '' })],
	'no ValidDate': ['field-empty', at(0, { ValidDate: '' })],
	'no EcritureLib': ['field-empty', at(1, { EcritureLib: '' })],
	'no CompteLib': ['field-empty', at(1, { CompteLib: '' })],
	'no number on an entry': ['field-empty', both({ EcritureNum: '' })],
	'no journal on an entry': ['field-empty', both({ JournalCode: '' })],
	'an account of two figures': ['account-not-numeric', at(0, { CompteNum: '60' })],
	'an account that starts with a letter': ['account-not-numeric', at(1, { CompteNum: 'F401' })],
	'30 February': ['date-invalid', at(0, { PieceDate: '20250230' })],
	'a date with dashes': ['date-invalid', at(1, { PieceDate: '2025-02-03' })],
	'a date as the French write it': ['date-invalid', at(1, { PieceDate: '03/02/2025' })],
	'a date before the year': [
		'date-outside-year',
		both({ EcritureDate: '20241231', PieceDate: '20241231' })
	],
	'a date after the year': ['date-outside-year', both({ EcritureDate: '20260102' })],
	'validated before it was entered': [
		'validated-before-entry',
		(debit, credit) => {
			if (debit.EcritureDate === '20250101') both({ EcritureDate: '20250102' })(debit, credit);
			return both({ ValidDate: '20250101' })(debit, credit);
		}
	],
	'debit and credit': ['debit-and-credit', at(0, { Credit: '3,00' })],
	'neither debit nor credit': ['no-amount', at(1, { Credit: '' })],
	'an amount in words': ['amount-invalid', at(0, { Debit: 'douze' })],
	'thousands apart': [
		'amount-invalid',
		(debit, credit) => both({})(...amounts(debit, credit, '1 234,50', '1234,50'))
	],
	'an entry out of balance': [
		'entry-unbalanced',
		(debit) => {
			debit.Debit = '12345,67';
			return 0;
		},
		['file-unbalanced']
	],
	'a letter without its date': [
		'letter-without-date',
		(debit, credit) => {
			both({ CompteNum: '411000', EcritureLet: 'A', DateLet: '20251130' })(debit, credit);
			return at(1, { DateLet: '' })(debit, credit);
		}
	],
	'the date of no letter': ['letter-date-without-letter', at(1, { DateLet: '20251130' })],
	'a letter alone': [
		'letter-unbalanced',
		at(1, { CompteNum: '411000', EcritureLet: 'A', DateLet: '20251130' })
	]
};

function amounts(
	debit: FecCells,
	credit: FecCells,
	first: string,
	second: string
): [FecCells, FecCells] {
	debit.Debit = first;
	credit.Credit = second;
	return [debit, credit];
}

describe('a fault sown in a file of any program', () => {
	const cases = Object.entries(FAULTS);
	it.each(cases)('%s', (_, [rule, spoil, besides = []]) => {
		fc.assert(
			fc.property(program, fc.nat(), (written, place) => {
				const cells = soundFile(written);
				// The opening and the ends of journals have rules of their own.
				const index = 4 + (place % (written.entries - 7));
				const pair = cells.slice(2 * index, 2 * index + 2) as [FecCells, FecCells];
				const line = 2 + 2 * index + spoil(...pair);
				const { findings } = checkFec(fecBytes(cells, written.shape), FILE_NAME);
				const errors = findings.filter(({ severity }) => severity === 'error');
				expect(new Set(errors.map((finding) => finding.rule))).toEqual(new Set([rule, ...besides]));
				expect(errors.find((finding) => finding.rule === rule)?.line).toBe(line);
			}),
			{ numRuns: 25 }
		);
	});

	it('an entry left out, or its number given twice', () => {
		fc.assert(
			fc.property(program, fc.nat(), fc.boolean(), (written, place, twice) => {
				const cells = soundFile(written);
				const index = 4 + (place % (written.entries - 7));
				const [gone, next] = [cells[2 * index], cells[2 * index + 6]];
				if (twice && next && gone) {
					for (const line of [cells[2 * index + 6], cells[2 * index + 7]]) {
						if (line) line.EcritureNum = gone.EcritureNum;
					}
				} else cells.splice(2 * index, 2);
				const { counts } = checkFec(fecBytes(cells, written.shape), FILE_NAME);
				expect(Object.keys(counts)).toContain(
					twice && next ? 'number-duplicated' : 'number-missing'
				);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('nothing is found', () => {
	it('in the file of any program', () => {
		fc.assert(
			fc.property(program, (written) => {
				const { findings, sound } = checkFec(
					fecBytes(soundFile(written), written.shape),
					FILE_NAME
				);
				expect(findings).toEqual([]);
				expect(sound).toBe(true);
			}),
			{ numRuns: 150 }
		);
	});
});
