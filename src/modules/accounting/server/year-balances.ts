import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { StatementAccount } from '../domain/statement-lines.ts';
import { accountsQuery } from './accounts.ts';
import { knownYears, yearAmong } from './fiscal-years.ts';
import type { KnownYear } from './fiscal-years.ts';
import { sumsByAccount } from './sums.ts';

export interface StatementYears {
	readonly year: KnownYear;
	readonly previousYear: KnownYear | null;
	readonly current: readonly StatementAccount[];
	/** `null` when there is no year before. */
	readonly previous: readonly StatementAccount[] | null;
}

/**
 * The balances of a year and of the one before it.
 * @throws {Refusal} `accounting.no-such-year`, `accounting.no-year-yet`
 */
export async function loadStatementYears(
	context: Pick<OperationContext, 'tx' | 'today' | 'remember'>,
	fiscalYearId: string | undefined
): Promise<StatementYears> {
	const { tx, today } = context;
	const years = await knownYears(context);
	const year = yearAmong(years, fiscalYearId, today);
	const earlier = years.filter(({ end }) => end < year.start);
	const previousYear = earlier.at(-1) ?? null;
	return {
		year,
		previousYear,
		current: await balancesOf(tx, year),
		previous: previousYear && (await balancesOf(tx, previousYear))
	};
}

/** Balances (debits minus credits) of all accounts over a year. */
export async function balancesOf(tx: Tx, year: KnownYear): Promise<StatementAccount[]> {
	const sums = await sumsByAccount(tx, year, { start: year.start, end: year.end });
	if (sums.length === 0) return [];
	const ids = sums.map(({ accountId }) => accountId);
	const rows = await accountsQuery(tx).where('id', 'in', ids).orderBy('code').execute();
	const accounts = new Map(rows.map((row) => [row.id, row]));
	return sums.flatMap(({ accountId, debitCents, creditCents }) => {
		const account = accounts.get(accountId);
		if (!account) return [];
		const { code, label } = account;
		return [{ code, label, balanceCents: debitCents - creditCents, chart: year.chart }];
	});
}
