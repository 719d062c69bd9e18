export type Amount = number | null;

export interface StatementAccount {
	readonly code: string;
	readonly label: string;
	readonly amounts: readonly Amount[];
}

/** A row of a statement as it is shown: one amount for each column. */
export interface StatementRow {
	readonly id: string;
	readonly kind: 'heading' | 'line' | 'total' | 'result';
	readonly label: string;
	readonly amounts: readonly Amount[];
	readonly accounts: readonly StatementAccount[];
}

/** Said even when they are nothing. */
const ALWAYS = new Set([
	'result',
	'total-income',
	'total-expenses',
	'total-assets',
	'total-liabilities'
]);

/** The rows that say something: lines of nothing but zeros are left out, and sections without a line. */
export function tellingRows(rows: readonly StatementRow[]): StatementRow[] {
	const telling = rows.filter(({ amounts }) => amounts.some((amount) => amount));
	const kept = new Set(telling.map(({ id }) => id));
	return rows.filter(({ id, kind }) =>
		kind === 'heading' ? kept.has(`total-${id}`) : kept.has(id) || ALWAYS.has(id)
	);
}

/** What the rows that close a statement are made of; a star stands for whatever follows. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
	'total-income': ['7*'],
	'total-expenses': ['6*'],
	result: ['6*', '7*'],
	'year-result': ['6*', '7*']
};

/**
 * The numbers of the accounts that make each row, by its id: those of a line are its own; those of a total, of the
 * lines since its heading; those of a result, of the lines since the one before.
 */
export function accountsByRow(
	rows: readonly StatementRow[]
): ReadonlyMap<string, readonly string[]> {
	const byRow = new Map<string, readonly string[]>();
	const every: string[] = [];
	let section: string[] = [];
	const sinceResult: string[] = [];
	for (const { id, kind, accounts } of rows) {
		const codes = WHOLE[id] ?? accounts.map(({ code }) => code);
		if (kind === 'heading') section = [];
		if (kind === 'line') for (const list of [every, section, sinceResult]) list.push(...codes);
		if (WHOLE[id] || kind === 'line') byRow.set(id, codes);
		else if (kind === 'result') byRow.set(id, sinceResult.splice(0));
		else if (kind === 'total') byRow.set(id, [...(GRAND_TOTALS.has(id) ? every : section)]);
	}
	const distinct = (codes: readonly string[]) => [...new Set(codes)].sort();
	return new Map([...byRow].map(([id, codes]) => [id, distinct(codes)]));
}

const GRAND_TOTALS = new Set(['total-assets', 'total-liabilities']);

interface RowOfPair extends Omit<StatementRow, 'amounts' | 'accounts'> {
	readonly currentCents: Amount;
	readonly previousCents: Amount;
	readonly accounts: readonly {
		code: string;
		label: string;
		currentCents: Amount;
		previousCents: Amount;
	}[];
}

/** A row of a year beside the one before, as it is shown. */
export function rowOfPair(row: RowOfPair): StatementRow {
	const { id, kind, label, accounts, currentCents, previousCents } = row;
	return {
		id,
		kind,
		label,
		amounts: [currentCents, previousCents],
		accounts: accounts.map((account) => ({
			code: account.code,
			label: account.label,
			amounts: [account.currentCents, account.previousCents]
		}))
	};
}
