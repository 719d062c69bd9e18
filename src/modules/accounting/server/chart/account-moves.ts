import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { isCarriedForward } from '#modules/accounting/domain/account.ts';
import type { Balance } from '#modules/accounting/domain/carry-forward.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { destinationOf } from '#modules/accounting/domain/chart-moves.ts';
import type { Destination } from '#modules/accounting/domain/chart-moves.ts';
import { accountsQuery, keepAccounts } from '../accounts.ts';
import { accountOfChart, chartMoves } from '../chart-data.ts';
import { tables } from '../tables.ts';

type MovingAccount = { readonly id: string; readonly code: string; readonly own: boolean };

/** Tells where accounts go under another nomenclature: as the association chose, else as the table tells. */
export async function destinations(
	tx: Tx,
	from: ChartVersion,
	to: ChartVersion
): Promise<(account: MovingAccount) => Destination & { chosen: boolean }> {
	const rows = await tables(tx)
		.selectFrom('accounting.account_move')
		.select(['account_id', 'into_code'])
		.where('chart', '=', to)
		.execute();
	const chosen = new Map(rows.map(({ account_id, into_code }) => [account_id, into_code]));
	const moves = chartMoves(from, to);
	const has = (code: string) => accountOfChart(to, code) !== undefined;
	return (account) => {
		const into = chosen.get(account.id);
		if (into !== undefined) return { kind: 'moves', into, chosen: true };
		return { ...destinationOf(account, moves, has), chosen: false };
	};
}

/** The same balances, in the accounts that take the place of theirs; what waits for a choice stays where it is. */
export async function moveBalances(
	context: OperationContext,
	from: ChartVersion,
	to: ChartVersion,
	balances: readonly Balance[]
): Promise<readonly Balance[]> {
	const ids = [...new Set(balances.map(({ accountId }) => accountId))];
	if (from === to || ids.length === 0) return balances;
	const accounts = await accountsQuery(context.tx).where('id', 'in', ids).execute();
	const destination = await destinations(context.tx, from, to);
	const into = new Map(
		accounts.flatMap((account) => {
			const found = destination(account);
			const carried = found.kind === 'moves' && isCarriedForward(account.code);
			return carried ? [[account.id, found.into] as const] : [];
		})
	);
	const kept = await keepAccounts(context, to, [...new Set(into.values())]);
	return balances.map((balance) => {
		const taker = kept.get(into.get(balance.accountId) ?? '');
		return taker ? { ...balance, accountId: taker.id, code: taker.code } : balance;
	});
}

/** The numbers that take the place of these under another nomenclature; one that waits for a choice keeps its own. */
export async function movedCodes(
	tx: Tx,
	from: ChartVersion,
	to: ChartVersion,
	codes: readonly string[]
): Promise<ReadonlyMap<string, string>> {
	if (from === to || codes.length === 0) return new Map(codes.map((code) => [code, code]));
	const accounts = await accountsQuery(tx).where('code', 'in', codes).execute();
	const destination = await destinations(tx, from, to);
	return new Map(
		accounts.map((account) => {
			const found = destination(account);
			return [account.code, found.kind === 'moves' ? found.into : account.code];
		})
	);
}

/** Remembers where an account goes under a nomenclature. */
export async function keepMove(
	{ tx, association }: OperationContext,
	move: { chart: ChartVersion; accountId: string; into: string }
): Promise<void> {
	await tables(tx)
		.insertInto('accounting.account_move')
		.values({
			association_id: association.id,
			id: newId(),
			chart: move.chart,
			account_id: move.accountId,
			into_code: move.into
		})
		.onConflict((conflict) =>
			conflict
				.columns(['association_id', 'chart', 'account_id'])
				.doUpdateSet({ into_code: move.into })
		)
		.execute();
}
