import { describe, expect, it } from 'vitest';
import { CASH_BASIS_COLUMNS, FEC_COLUMNS } from './columns.ts';
import { checkFec, SIREN } from './file.testing.ts';

// Habits of numbering and of cash-basis books, typed by hand: each sound, then with a fault.

type Cells = Readonly<Record<string, string>>;

interface Written {
	readonly header: readonly string[];
	readonly lines: readonly Cells[];
	readonly closing?: string;
}

const line = (cells: Cells): Cells => ({
	...{ JournalLib: 'Journal', CompteLib: 'Compte', PieceRef: 'P1', EcritureLib: 'Libellé' },
	...{ PieceDate: cells.EcritureDate ?? '', ValidDate: cells.EcritureDate ?? '' },
	...cells
});

const entry = (
	JournalCode: string,
	EcritureNum: string,
	EcritureDate: string,
	more: Cells = {}
) => {
	const said = { JournalCode, EcritureNum, EcritureDate, ...more };
	return [
		line({ CompteNum: '606000', Debit: '10,00', ...said }),
		line({ CompteNum: '512000', Credit: '10,00', ...said })
	];
};

const months = (from: number, to: number, numbers: number) =>
	Array.from({ length: (to - from + 1) * numbers }, (_, index) => ({
		month: String(from + Math.floor(index / numbers)).padStart(2, '0'),
		rank: (index % numbers) + 1
	}));

const header = FEC_COLUMNS;
const cashHeader = [...FEC_COLUMNS, ...CASH_BASIS_COLUMNS];
const paid = { DateRglt: '20250110', ModeRglt: 'CB' };
const single = (number: number, side: 'Debit' | 'Credit', more: Cells = paid) =>
	line({
		...{ JournalCode: 'TR', EcritureNum: String(number), EcritureDate: `2025011${number}` },
		...{ CompteNum: side === 'Debit' ? '606000' : '706000', [side]: `${number}0,00`, ...more }
	});

const FILES: Readonly<Record<string, Written>> = {
	'the opening numbered by itself, the other journals together': {
		header,
		lines: [
			...entry('AN', '1', '20250101'),
			...entry('AC', '1', '20250102'),
			...entry('VE', '2', '20250103'),
			...entry('AC', '3', '20250104'),
			...entry('BQ', '4', '20250105'),
			...entry('VE', '5', '20250106')
		]
	},
	'numbers that begin with the month': {
		header,
		lines: months(1, 6, 4).flatMap(({ month, rank }) =>
			entry('BQ', `${month}000${rank}`, `2025${month}1${rank}`)
		)
	},
	'numbers that begin with the year, over two of them': {
		header,
		closing: '20250831',
		lines: [
			...months(9, 12, 1).flatMap(({ month }, i) =>
				entry('BQ', `2024000${i + 1}`, `2024${month}10`)
			),
			...months(1, 5, 1).flatMap(({ month }, i) => entry('BQ', `2025000${i + 1}`, `2025${month}10`))
		]
	},
	'the same in two figures': {
		header,
		closing: '20250831',
		lines: [
			...months(9, 12, 1).flatMap(({ month }, i) => entry('BQ', `2400${i + 1}`, `2024${month}10`)),
			...months(1, 5, 1).flatMap(({ month }, i) => entry('BQ', `2500${i + 1}`, `2025${month}10`))
		]
	},
	'numbers in letters': {
		header,
		lines: ['AAY', 'AAZ', 'ABA', 'ABB', 'ABC', 'ABD'].flatMap((number, i) =>
			entry('OD', number, `2025010${i + 1}`)
		)
	},
	'amounts without a zero in front': {
		header,
		lines: [
			...entry('BQ', '1', '20250101'),
			...entry('BQ', '2', '20250102').map((each) => ({
				...each,
				...(each.Debit ? { Debit: ',50' } : { Credit: ',50' })
			})),
			...entry('BQ', '3', '20250103'),
			...entry('BQ', '4', '20250104')
		]
	},
	'receipts and expenses in a single line': {
		header: cashHeader,
		lines: [1, 2, 3, 4, 5, 6].map((number) => single(number, number % 3 ? 'Debit' : 'Credit'))
	},
	'cash-basis books, with a journal of depreciation': {
		header: cashHeader,
		lines: [
			...[1, 2, 3, 4].flatMap((n) => entry('BQ', String(n), `2025010${n}`, paid)),
			...entry('OD', '1', '20251231')
		]
	},
	'twenty-two columns whose last four are never used': {
		header: cashHeader,
		lines: [1, 2, 3, 4].flatMap((n) => entry('BQ', String(n), `2025010${n}`))
	}
};

function check({ header: names, lines, closing = '20251231' }: Written) {
	const rows = lines.map((cells) => names.map((name) => cells[name] ?? '').join('\t'));
	const text = [names.join('\t'), ...rows].join('\r\n');
	return checkFec(new TextEncoder().encode(text), `${SIREN}FEC${closing}.txt`);
}

/** Rules and the line of their first finding. */
const said = (written: Written) =>
	check(written).findings.map(({ rule, line: at }) => `${rule} ${at ?? ''}`.trim());

describe('a sound file', () => {
	it.each(Object.entries(FILES))('%s', (_, written) => {
		expect(said(written)).toEqual([]);
	});
});

describe('a fault in it', () => {
	const spoil = (name: string, at: number, cells: Cells): Written => {
		const written = FILES[name] as Written;
		const { lines } = written;
		return { ...written, lines: lines.with(at - 2, { ...lines[at - 2], ...cells }) };
	};
	const without = (name: string, at: number): Written => {
		const written = FILES[name] as Written;
		return { ...written, lines: written.lines.toSpliced(at - 2, 2) };
	};
	const names = Object.keys(FILES);
	const numbered = names.filter((name) => (FILES[name] as Written).header === header);
	const paying = names.filter((name) => (FILES[name] as Written).header !== header);

	it.each(numbered)('an entry left out, its number with it: %s', (name) => {
		expect(said(without(name, 6))).toEqual(['number-missing 6']);
	});

	it.each(numbered)('an entry out of balance: %s', (name) => {
		const found = said(spoil(name, 4, { Debit: '9,99', Credit: '' }));
		expect(found).toEqual(['file-unbalanced', 'entry-unbalanced 4']);
	});

	it.each(names)('an account of two figures, a day that does not exist: %s', (name) => {
		expect(said(spoil(name, 5, { CompteNum: '51' }))).toEqual(['account-not-numeric 5']);
		expect(said(spoil(name, 5, { PieceDate: '20250230' }))).toEqual(['date-invalid 5']);
	});

	it.each(paying)('neither document nor label: %s', (name) => {
		const found = said(spoil(name, 3, { PieceRef: '', EcritureLib: '' }));
		expect(found).toEqual(['field-empty 3', 'field-empty 3']);
	});

	it('a payment that is not told, where all others are', () => {
		const [, , book = ''] = paying;
		for (const name of paying.filter((each) => each !== book)) {
			expect(said(spoil(name, 4, { ModeRglt: '' }))).toEqual(['payment-empty 4']);
		}
	});

	it('an entry of double-entry cash books out of balance, an account missing from books of another kind', () => {
		const [, depreciation = '', unused = ''] = paying;
		expect(said(spoil(depreciation, 4, { Debit: '9,99' }))).toEqual([
			'file-unbalanced',
			'entry-unbalanced 4'
		]);
		expect(said(spoil(unused, 4, { CompteNum: '' }))).toEqual(['field-empty 4']);
	});
});
