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
