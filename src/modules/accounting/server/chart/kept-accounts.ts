import { refuseField } from '#shared/errors.ts';
import { isId } from '#shared/id.ts';
import type { Day } from '#shared/day.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { CHART_VERSIONS, chartFor } from '#modules/accounting/domain/chart.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { destinationOf, originOf } from '#modules/accounting/domain/chart-moves.ts';
import type { Destination } from '#modules/accounting/domain/chart-moves.ts';
import { accountsQuery, belongsTo } from '../accounts.ts';
import { accountOfChart, chartMoves } from '../chart-data.ts';
import { chosenYear, loadYears, yearOf, type KnownYear } from '../fiscal-years.ts';
import { tables } from '../tables.ts';

/** An account kept to be written in later: by a habit, a template, a rule, a tariff. */
export interface KeptAccount {
	/** Its number or id. */
	readonly account: string;
	/** The nomenclature that it was kept under: 652 is not the same in all. `null` when that was not noted. */
	readonly keptUnder: ChartVersion | null;
}

/** What takes the place of a kept account: its number or id, and its words when it is another one; or choices. */
export type Successor =
	| { readonly account: string; readonly label?: string }
	| { readonly account?: undefined; readonly choices: readonly string[] };

type Known = { readonly id?: string; readonly code: string; readonly own: boolean };

/**
 * What takes the place of each kept account under the nomenclature of the year it is written in: as the association
 * chose, else as the table of moves tells. Asks the database nothing when all are of their own nomenclature.
 */
export async function successorsOf(
	tx: Tx,
	kept: readonly (KeptAccount & { readonly chart: ChartVersion })[]
): Promise<Successor[]> {
	const moving = kept.filter(({ keptUnder, chart }) => keptUnder !== chart);
	if (moving.length === 0) return kept.map(({ account }) => ({ account }));
	const accounts = await knownAccounts(
		tx,
		moving.map(({ account }) => account)
	);
	const chosen = await chosenMoves(tx, [...new Set(moving.map(({ chart }) => chart))]);
	return kept.map(({ account, keptUnder, chart }) => {
		const known = accounts.get(account) ?? { code: account, own: false };
		if (keptUnder === chart || isId(known.code)) return { account };
		const into = known.id && chosen.get(`${chart} ${known.id}`);
		const found = destinationUnder(known, keptUnder, chart);
		if (found.kind === 'stays') return { account };
		if (into) return named(chart, into);
		return found.kind === 'moves' ? named(chart, found.into) : { choices: found.choices };
	});
}

/** The same for accounts to be written in on some day: in its year, or in the last one. */
export async function successorsOn(
	tx: Tx,
	kept: readonly (KeptAccount & { readonly day: Day })[]
): Promise<Successor[]> {
	if (kept.length === 0) return [];
	const years = await loadYears(tx);
	return successorsOf(
		tx,
		kept.map(({ day, ...one }) => ({
			...one,
			chart: yearOf(years, day)?.chart ?? one.keptUnder ?? chartFor(day)
		}))
	);
}

/**
 * The account that takes the place of a kept one in a year, by number or id.
 * @throws {Refusal} `accounting.account-left-chart` at `path`, when that waits for a choice
 */
export async function followAccount(
	tx: Tx,
	{ chart, code: year }: Pick<KnownYear, 'chart' | 'code'>,
	kept: KeptAccount,
	path: string
): Promise<string> {
	const [found] = await successorsOf(tx, [{ ...kept, chart }]);
	if (found?.account !== undefined) return found.account;
	throw refuseField(path, 'accounting.account-left-chart', {
		account: isId(kept.account) ? '' : kept.account,
		year
	});
}

/** The nomenclature that an account chosen for a day is of: that of the year of the day, else of the last one. */
export async function chartOn(tx: Tx, on: Day): Promise<ChartVersion> {
	return (await chosenYear(tx, undefined, on)).chart;
}

/** The nomenclature that an account is kept under, chosen today; `null` before the first year. */
export async function chartToday({
	tx,
	today
}: Pick<OperationContext, 'tx' | 'today'>): Promise<ChartVersion | null> {
	return yearOf(await loadYears(tx), today)?.chart ?? null;
}

function named(chart: ChartVersion, account: string) {
	const label = accountOfChart(chart, account)?.label;
	return { account, ...(label && { label }) };
}

async function knownAccounts(tx: Tx, refs: readonly string[]): Promise<Map<string, Known>> {
	const ids = refs.filter(isId);
	const codes = refs.filter((ref) => !isId(ref));
	const rows = await accountsQuery(tx)
		.where((eb) =>
			eb.or([
				...(ids.length > 0 ? [eb('id', 'in', ids)] : []),
				...(codes.length > 0 ? [eb('code', 'in', codes)] : [])
			])
		)
		.execute();
	return new Map(rows.flatMap((row) => [[row.id, row] as const, [row.code, row] as const]));
}

async function chosenMoves(tx: Tx, charts: readonly ChartVersion[]): Promise<Map<string, string>> {
	const rows = await tables(tx)
		.selectFrom('accounting.account_move')
		.select(['chart', 'account_id', 'into_code'])
		.where('chart', 'in', charts)
		.execute();
	return new Map(rows.map((row) => [`${row.chart} ${row.account_id}`, row.into_code]));
}

function destinationUnder(
	account: Known,
	keptUnder: ChartVersion | null,
	chart: ChartVersion
): Destination {
	const has = (code: string) => accountOfChart(chart, code) !== undefined;
	if (keptUnder === null && belongsTo(chart, account)) return { kind: 'stays' };
	const from = keptUnder ?? lastWith(account, chart) ?? chart;
	const backward = CHART_VERSIONS.indexOf(from) > CHART_VERSIONS.indexOf(chart);
	return backward
		? originOf(account, chartMoves(chart, from), has)
		: destinationOf(account, chartMoves(from, chart), has);
}

/** The last nomenclature before this one that has the account. */
function lastWith(account: Known, chart: ChartVersion): ChartVersion | undefined {
	const before = CHART_VERSIONS.slice(0, CHART_VERSIONS.indexOf(chart));
	return before.findLast((version) => belongsTo(version, account));
}
