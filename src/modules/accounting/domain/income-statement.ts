import { sum } from '#shared/money.ts';
import { lineOf, gather } from './statement-lines.ts';
import type {
	LineRule,
	StatementAccount,
	StatementDetail,
	YearBalances
} from './statement-lines.ts';

/** Lines of the income statement and the accounts they gather, by the longest prefix (ANC 2018-06, art. 432-1). */
const RULES: readonly LineRule[] = [
	['subscriptions', '756'],
	['sales-of-goods', '701 702 703 707 7091 7092 7093 7097'],
	['sales-of-services', '70'],
	['public-funding', '73 74'],
	['founders-payments', '753'],
	['donations', '754 7541'],
	['patronage', '7542'],
	['legacies', '7543'],
	['financial-contributions', '755'],
	['operating-reversals', '78 79'],
	['dedicated-funds-used', '789'],
	['other-operating-income', '7'],
	['goods-purchased', '607 6097'],
	['stock-change', '603'],
	['external-purchases', '60 61 62'],
	['grants-paid', '657'],
	['taxes', '63'],
	['wages', '64'],
	['social-charges', '645 646 647'],
	['depreciation', '68'],
	['provisions', '6815'],
	['dedicated-funds-carried', '689'],
	['other-operating-expenses', '6'],
	['income-from-holdings', '761'],
	['income-from-securities', '762'],
	['interest-received', '76'],
	['financial-reversals', '786 796'],
	['exchange-gains', '766'],
	['securities-gains', '767'],
	['financial-depreciation', '686'],
	['interest-paid', '66'],
	['exchange-losses', '666'],
	['securities-losses', '667'],
	['exceptional-operations-income', '77'],
	['exceptional-capital-income', '775 777 778'],
	['exceptional-reversals', '787 797'],
	['exceptional-operations-expenses', '67'],
	['exceptional-capital-expenses', '675 678'],
	['exceptional-depreciation', '687'],
	['profit-sharing', '691'],
	['income-tax', '69'],
	['gifts-in-kind', '87 870'],
	['services-in-kind', '871'],
	['volunteering', '875'],
	['relief-in-kind', '86 860'],
	['free-use-of-goods', '861'],
	['services-received', '862 863'],
	['volunteer-staff', '864']
];

/** Règlement CRC 99-01 has volunteering in 870 and gifts in kind in 875: ANC 2018-06 made it the reverse. */
const SWAPPED: Readonly<Record<string, string>> = {
	'gifts-in-kind': '875',
	volunteering: '87 870'
};
const RULES_OF_1999 = RULES.map(([line, codes]): LineRule => [line, SWAPPED[line] ?? codes]);

interface Section {
	readonly id: string;
	readonly side: 'income' | 'expense';
	readonly lines: readonly string[];
}

const SECTIONS: readonly Section[] = [
	{
		id: 'operating-income',
		side: 'income',
		lines: [
			...['subscriptions', 'sales-of-goods', 'sales-of-services', 'public-funding'],
			...['founders-payments', 'donations', 'patronage', 'legacies', 'financial-contributions'],
			...['operating-reversals', 'dedicated-funds-used', 'other-operating-income']
		]
	},
	{
		id: 'operating-expenses',
		side: 'expense',
		lines: [
			...['goods-purchased', 'stock-change', 'external-purchases', 'grants-paid', 'taxes'],
			...['wages', 'social-charges', 'depreciation', 'provisions', 'dedicated-funds-carried'],
			'other-operating-expenses'
		]
	},
	{
		id: 'financial-income',
		side: 'income',
		lines: [
			...['income-from-holdings', 'income-from-securities', 'interest-received'],
			...['financial-reversals', 'exchange-gains', 'securities-gains']
		]
	},
	{
		id: 'financial-expenses',
		side: 'expense',
		lines: ['financial-depreciation', 'interest-paid', 'exchange-losses', 'securities-losses']
	},
	{
		id: 'exceptional-income',
		side: 'income',
		lines: ['exceptional-operations-income', 'exceptional-capital-income', 'exceptional-reversals']
	},
	{
		id: 'exceptional-expenses',
		side: 'expense',
		lines: [
			'exceptional-operations-expenses',
			'exceptional-capital-expenses',
			'exceptional-depreciation'
		]
	},
	{ id: 'shares-and-tax', side: 'expense', lines: ['profit-sharing', 'income-tax'] }
];

const IN_KIND: readonly Section[] = [
	{
		id: 'contributions-in-kind',
		side: 'income',
		lines: ['gifts-in-kind', 'services-in-kind', 'volunteering']
	},
	{
		id: 'uses-in-kind',
		side: 'expense',
		lines: ['relief-in-kind', 'free-use-of-goods', 'services-received', 'volunteer-staff']
	}
];

export interface IncomeStatementRow {
	/** Names the row; its words are the message `accounting_report_<id>`. */
	readonly id: string;
	readonly kind: 'heading' | 'line' | 'total' | 'result';
	/** Cents, positive on the usual side of the row; `null` for a heading. */
	readonly currentCents: number | null;
	readonly previousCents: number | null;
	readonly accounts: readonly StatementDetail[];
}

export interface IncomeStatement {
	readonly rows: readonly IncomeStatementRow[];
	/** Income less expenses: positive for a surplus. */
	readonly resultCents: number;
	readonly previousResultCents: number | null;
	readonly incomeCents: number;
	readonly expensesCents: number;
	/** Contributions in kind, at the foot: they weigh nothing in the result. */
	readonly inKindRows: readonly IncomeStatementRow[];
}

/** After these sections, the difference so far of what is said of them. */
const RESULTS: Readonly<Record<string, readonly [id: string, sections: readonly string[]]>> = {
	'operating-expenses': ['operating-result', ['operating-income', 'operating-expenses']],
	'financial-expenses': ['financial-result', ['financial-income', 'financial-expenses']],
	'exceptional-expenses': ['exceptional-result', ['exceptional-income', 'exceptional-expenses']]
};

interface Pair {
	readonly currentCents: number;
	readonly previousCents: number | null;
}

/** The income statement of a year, beside the one before when there is one. */
export function incomeStatement(
	current: YearBalances,
	previous: YearBalances | null
): IncomeStatement {
	const rowsOf = sectionWriter(current, previous);
	const totals = new Map<string, Pair>();
	const rows: IncomeStatementRow[] = [];
	for (const section of SECTIONS) {
		const { total, rows: written } = rowsOf(section);
		rows.push(...written);
		totals.set(section.id, total);
		const result = RESULTS[section.id];
		if (result) rows.push(row(result[0], 'result', difference(totals, result[1])));
	}
	const every = SECTIONS.map(({ id }) => id);
	const [income, expenses] = (['income', 'expense'] as const).map((side) =>
		add(SECTIONS.filter((each) => each.side === side).map(({ id }) => totals.get(id) as Pair))
	) as [Pair, Pair];
	const result = difference(totals, every);
	rows.push(row('total-income', 'total', income), row('total-expenses', 'total', expenses));
	rows.push(row('result', 'result', result));
	return {
		rows,
		resultCents: result.currentCents,
		previousResultCents: result.previousCents,
		incomeCents: income.currentCents,
		expensesCents: expenses.currentCents,
		inKindRows: IN_KIND.flatMap((section) => rowsOf(section).rows)
	};
}

function sectionWriter(current: YearBalances, previous: YearBalances | null) {
	const bears = ({ code }: StatementAccount) => /^(?:[67]|8[67])/.test(code);
	const lines = gather(current.filter(bears), previous?.filter(bears) ?? null, ({ code, chart }) =>
		lineOf(chart === 'associations-1999' ? RULES_OF_1999 : RULES, code)
	);
	return ({ id, side, lines: ids }: Section) => {
		const sign = side === 'income' ? -1 : 1;
		const written = ids.map((line) => {
			const accounts = (lines.get(line) ?? []).map((account) => ({
				...account,
				currentCents: sign * account.currentCents || 0,
				previousCents: account.previousCents === null ? null : sign * account.previousCents || 0
			}));
			const empty = { currentCents: 0, previousCents: previous ? 0 : null };
			return row(line, 'line', accounts.length > 0 ? add(accounts) : empty, accounts);
		});
		const total = add(written as readonly Pair[]);
		const heading = row(id, 'heading', { currentCents: null, previousCents: null });
		return { total, rows: [heading, ...written, row(`total-${id}`, 'total', total)] };
	};
}

function row(
	id: string,
	kind: IncomeStatementRow['kind'],
	pair: { readonly currentCents: number | null; readonly previousCents: number | null },
	accounts: readonly StatementDetail[] = []
): IncomeStatementRow {
	const { currentCents, previousCents } = pair;
	return { id, kind, currentCents, previousCents, accounts };
}

function add(pairs: readonly Pair[]): Pair {
	const previous = pairs.map(({ previousCents }) => previousCents);
	return {
		currentCents: sum(pairs.map(({ currentCents }) => currentCents)),
		previousCents: previous.some((each) => each === null) ? null : sum(previous as number[])
	};
}

function difference(totals: ReadonlyMap<string, Pair>, sections: readonly string[]): Pair {
	const signed = SECTIONS.filter(({ id }) => sections.includes(id)).map(({ id, side }) => {
		const { currentCents, previousCents } = totals.get(id) as Pair;
		if (side === 'income') return { currentCents, previousCents };
		return {
			currentCents: -currentCents || 0,
			previousCents: previousCents === null ? null : -previousCents || 0
		};
	});
	return add(signed);
}
