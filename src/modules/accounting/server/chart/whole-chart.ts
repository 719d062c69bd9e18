import type { Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { accountsQuery, belongsTo } from '../accounts.ts';
import { chartAccounts } from '../chart-data.ts';

type Row = Awaited<ReturnType<ReturnType<typeof accountsQuery>['execute']>>[number];

export type AccountOfChart = Omit<Row, 'id'> & {
	/** Absent for an account of the chart that was never used. */
	id?: string;
	/** A title: nothing is written in it. */
	heading: boolean;
};

/** The chart, in which the accounts of the association take their places, in order of number. */
export async function wholeChart(tx: Tx, chart: ChartVersion): Promise<AccountOfChart[]> {
	const rows = (await accountsQuery(tx).execute()).filter((row) => belongsTo(chart, row));
	const never = { own: false, isMeans: false, favourite: false, description: null };
	const official = chartAccounts(chart).map((account): [string, AccountOfChart] => [
		account.code,
		{ ...account, ...never, active: !account.heading }
	]);
	const kept = rows.map((row): [string, AccountOfChart] => [row.code, { ...row, heading: false }]);
	return [...new Map([...official, ...kept]).values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
