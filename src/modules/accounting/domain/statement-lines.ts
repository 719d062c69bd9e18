import type { ChartVersion } from './chart.ts';

/** One account of a trial balance. */
export interface StatementAccount {
	readonly code: string;
	readonly label: string;
	/** Debits minus credits at the end of the year, before any closing of expenses and income. */
	readonly balanceCents: number;
	/** Of its year, where a number may say something else from one to the other; the one in force unless told. */
	readonly chart?: ChartVersion;
}

export type YearBalances = readonly StatementAccount[];

/** An account within a line of a statement, both years side by side. */
export interface StatementDetail {
	readonly code: string;
	readonly label: string;
	readonly currentCents: number;
	/** `null` when there is no year before. */
	readonly previousCents: number | null;
}

/** A line and the prefixes of the accounts that it gathers. */
export type LineRule = readonly [line: string, prefixes: string];

const indexes = new WeakMap<readonly LineRule[], ReadonlyMap<string, string>>();

/** The line of the longest prefix; `undefined` when no rule knows the account. */
export function lineOf(rules: readonly LineRule[], code: string): string | undefined {
	let index = indexes.get(rules);
	if (!index) {
		index = new Map(
			rules.flatMap(([line, prefixes]) => prefixes.split(' ').map((prefix) => [prefix, line]))
		);
		indexes.set(rules, index);
	}
	for (let length = code.length; length > 0; length--) {
		const line = index.get(code.slice(0, length));
		if (line !== undefined) return line;
	}
	return undefined;
}

/**
 * Accounts by line, in the order of their codes, each year placed by itself: an account that changes side stands in
 * two lines, with nothing for the other year.
 */
export function gather(
	current: YearBalances,
	previous: YearBalances | null,
	place: (account: StatementAccount) => string | undefined
): Map<string, StatementDetail[]> {
	const lines = new Map<string, Map<string, StatementDetail>>();
	const put = (account: StatementAccount, year: 'currentCents' | 'previousCents') => {
		const line = place(account);
		if (line === undefined || account.balanceCents === 0) return;
		const accounts = lines.get(line) ?? new Map<string, StatementDetail>();
		lines.set(line, accounts);
		const { code, label, balanceCents } = account;
		const known = accounts.get(code);
		const empty = { code, label, currentCents: 0, previousCents: previous ? 0 : null };
		const before = known?.[year] ?? 0;
		accounts.set(code, { ...(known ?? empty), [year]: before + balanceCents });
	};
	for (const account of current) put(account, 'currentCents');
	for (const account of previous ?? []) put(account, 'previousCents');
	const byCode = (a: StatementDetail, b: StatementDetail) => (a.code < b.code ? -1 : 1);
	return new Map([...lines].map(([line, accounts]) => [line, [...accounts.values()].sort(byCode)]));
}
