import { refuseField } from '#shared/errors.ts';
import { isId } from '#shared/id.ts';
import type { Day } from '#shared/day.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { chartFor } from '#modules/accounting/domain/chart.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { accountsQuery, keepAccounts, requireAccount } from '../accounts.ts';
import type { KnownAccount } from '../accounts.ts';
import { accountOfChart } from '../chart-data.ts';
import { yearAmong, loadYears, yearOf, type KnownYear } from '../fiscal-years.ts';
import { destinations, type MovingAccount } from './destinations.ts';

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
	const tell = await destinations(tx, [...new Set(moving.map(({ chart }) => chart))]);
	return kept.map(({ account, keptUnder, chart }) => {
		const known = accounts.get(account) ?? { code: account, own: false };
		if (keptUnder === chart || isId(known.code)) return { account };
		const found = tell(known, keptUnder, chart);
		if (found.kind === 'stays') return { account };
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

/**
 * The account that takes the place, in a year, of the one that something of the end of the year was noted with.
 * @throws {Refusal} `accounting.account-left-chart`, `no-such-account`, `account-not-usable`, at `account`
 */
export async function keptAccountIn(
	context: OperationContext,
	year: Pick<KnownYear, 'chart' | 'code'>,
	{ code: account, keptUnder }: { readonly code: string; readonly keptUnder: ChartVersion | null }
): Promise<KnownAccount> {
	const code = await followAccount(context.tx, year, { account, keptUnder }, 'account');
	return requireAccount(await keepAccounts(context, year.chart, [code]), code, 'account');
}

/**
 * What takes the place of accounts of the books under another nomenclature, by their ids; what stays, or waits for a
 * choice, is left out.
 */
export async function successorAccounts(
	context: OperationContext,
	{ from, to }: { readonly from: ChartVersion; readonly to: ChartVersion },
	ids: readonly string[]
): Promise<ReadonlyMap<string, KnownAccount>> {
	const asked = [...new Set(ids)];
	const found = await successorsOf(
		context.tx,
		asked.map((account) => ({ account, keptUnder: from, chart: to }))
	);
	const into = asked.flatMap((id, index) => {
		const code = found[index]?.account;
		return code === undefined || code === id ? [] : [[id, code] as const];
	});
	if (into.length === 0) return new Map();
	const codes = [...new Set(into.map(([, code]) => code))];
	const accounts = await keepAccounts(context, to, codes);
	return new Map(
		into.flatMap(([id, code]) => {
			const account = accounts.get(code);
			return account ? [[id, account] as const] : [];
		})
	);
}

/** The nomenclature that an account chosen for a day is of: that of the year of the day, else of the last one. */
export async function chartOn(tx: Tx, on: Day): Promise<ChartVersion> {
	return yearAmong(await loadYears(tx), undefined, on).chart;
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

async function knownAccounts(tx: Tx, refs: readonly string[]): Promise<Map<string, MovingAccount>> {
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
