import type { ChartVersion } from './chart.ts';

export type Direction = 'income' | 'expense';

/** The account of a meaning in the charts of 1999, 2018 and 2025, and in the plan comptable général, in this order. */
type Row = readonly [
	key: string,
	direction: Direction,
	c1999: string,
	c2018: string,
	c2025: string,
	pcg: string
];

const ROWS = [
	['dues', 'income', '756', '7561', '7561', '758'],
	['dues-with-benefit', 'income', '756', '7562', '7562', '706'],
	['gifts', 'income', '754', '75411', '75411', '7582'],
	['waived-expenses', 'income', '754', '75412', '75412', '7582'],
	['patronage', 'income', '754', '7542', '7542', '7582'],
	['grants', 'income', '740', '740', '741', '741'],
	['activities', 'income', '706', '706', '706', '706'],
	['sales', 'income', '707', '707', '707', '707'],
	['events', 'income', '708', '7088', '7088', '7088'],
	['hiring-out', 'income', '708', '7083', '7083', '7083'],
	['sponsorship', 'income', '706', '7063', '7063', '706'],
	['interest', 'income', '760', '768', '768', '768'],
	['insurance-payout', 'income', '758', '7587', '7587', '7587'],
	['other-income', 'income', '758', '7588', '7588', '758'],
	['equipment', 'expense', '6063', '6063', '6063', '6063'],
	['office-supplies', 'expense', '6064', '6064', '6064', '6064'],
	['other-supplies', 'expense', '6068', '6068', '6068', '6068'],
	['software', 'expense', '6068', '6065', '6065', '6068'],
	['goods', 'expense', '607', '607', '607', '607'],
	['outside-help', 'expense', '604', '604', '604', '604'],
	['energy', 'expense', '6061', '6061', '6061', '6061'],
	['rent', 'expense', '613', '6132', '6132', '6132'],
	['hire', 'expense', '613', '6135', '6135', '6135'],
	['service-charges', 'expense', '614', '614', '614', '614'],
	['upkeep', 'expense', '615', '6155', '6155', '6155'],
	['insurance', 'expense', '616', '616', '616', '616'],
	['documentation', 'expense', '618', '6181', '6181', '6181'],
	['training', 'expense', '618', '6185', '6185', '6185'],
	['fees', 'expense', '6226', '6226', '6226', '6226'],
	['communication', 'expense', '623', '623', '623', '623'],
	['travel', 'expense', '625', '6251', '6251', '6251'],
	['receptions', 'expense', '625', '6257', '6257', '6257'],
	['post-and-phone', 'expense', '626', '626', '626', '626'],
	['bank-fees', 'expense', '627', '627', '627', '627'],
	['memberships', 'expense', '628', '6586', '6281', '6281'],
	['taxes', 'expense', '637', '637', '637', '637'],
	['wages', 'expense', '641', '6411', '6411', '6411'],
	['social-charges', 'expense', '645', '6451', '6451', '6451'],
	['grants-paid', 'expense', '6713', '6571', '6571', '658'],
	['loan-interest', 'expense', '661', '661', '6611', '6611'],
	['other-expense', 'expense', '658', '6588', '658', '658']
] as const satisfies readonly Row[];

/** The plain words of simple entry: a message names each, `accounting_meaning_<key with _>`. */
export type Meaning = (typeof ROWS)[number][0];

export const MEANINGS = ROWS.map(([key]) => key) as [Meaning, ...Meaning[]];

const COLUMN: Record<ChartVersion, 2 | 3 | 4 | 5> = {
	'associations-1999': 2,
	'associations-2018': 3,
	'associations-2025': 4,
	'pcg-2026': 5
};

function rowOf(meaning: Meaning): Row {
	const row = ROWS.find(([key]) => key === meaning);
	if (!row) throw new RangeError(`No such meaning: ${meaning}`);
	return row;
}

/** Code of the account that stands for a meaning in that chart; it always exists there. */
export function accountOfMeaning(meaning: Meaning, chart: ChartVersion): string {
	return rowOf(meaning)[COLUMN[chart]];
}

export function directionOf(meaning: Meaning): Direction {
	return rowOf(meaning)[1];
}

export function meaningsOf(direction: Direction): Meaning[] {
	return MEANINGS.filter((meaning) => directionOf(meaning) === direction);
}

/** The first meaning that a code stands for in that chart, if any. */
export function meaningOfAccount(code: string, chart: ChartVersion): Meaning | undefined {
	return ROWS.find((row) => row[COLUMN[chart]] === code)?.[0];
}
