import type { Tx } from '#platform/server/operation.ts';
import { CHART_VERSIONS } from '#modules/accounting/domain/chart.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { destinationOf, originOf } from '#modules/accounting/domain/chart-moves.ts';
import type { Destination } from '#modules/accounting/domain/chart-moves.ts';
import { belongsTo } from '../accounts.ts';
import { accountOfChart, chartMoves } from '../chart-data.ts';
import { tables } from '../tables.ts';

/** An account that may go elsewhere; without `id` when it was never used. */
export type MovingAccount = { readonly id?: string; readonly code: string; readonly own: boolean };

/** Where an account of one nomenclature (`null`: not noted which) goes under another; `chosen` by the association. */
export type TellDestination = (
	account: MovingAccount,
	from: ChartVersion | null,
	to: ChartVersion
) => Destination & { readonly chosen: boolean };

/** Tells where accounts go under some nomenclatures: as the association chose, else as the table of moves tells. */
export async function destinations(
	tx: Tx,
	charts: readonly ChartVersion[]
): Promise<TellDestination> {
	const rows = await tables(tx)
		.selectFrom('accounting.account_move')
		.select(['chart', 'account_id', 'into_code'])
		.where('chart', 'in', charts)
		.execute();
	const choices = new Map(rows.map((row) => [`${row.chart} ${row.account_id}`, row.into_code]));
	return (account, from, to) => {
		const origin = from ?? (belongsTo(to, account) ? to : lastWith(account, to));
		if (origin === to) return { kind: 'stays', chosen: false };
		const later = CHART_VERSIONS.indexOf(origin) < CHART_VERSIONS.indexOf(to);
		const told = later ? forward(account, origin, to) : backward(account, origin, to);
		const into = account.id && choices.get(`${to} ${account.id}`);
		if (into && (later || told.kind !== 'stays')) return { kind: 'moves', into, chosen: true };
		return { ...told, chosen: false };
	};
}

const knows = (chart: ChartVersion) => (code: string) => accountOfChart(chart, code) !== undefined;

function forward(account: MovingAccount, from: ChartVersion, to: ChartVersion): Destination {
	return destinationOf(account, chartMoves(from, to), knows(to));
}

function backward(account: MovingAccount, from: ChartVersion, to: ChartVersion): Destination {
	return originOf(account, chartMoves(to, from), knows(to));
}

/** The last nomenclature before this one that has the account; itself when none has. */
function lastWith(account: MovingAccount, chart: ChartVersion): ChartVersion {
	const before = CHART_VERSIONS.slice(0, CHART_VERSIONS.indexOf(chart));
	return before.findLast((version) => belongsTo(version, account)) ?? chart;
}
