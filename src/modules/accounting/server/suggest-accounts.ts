import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '../domain/chart.ts';
import type { Habit, Suggestion } from '../domain/habit.ts';
import { suggest, wordsOf } from '../domain/habit.ts';
import type { Direction } from '../domain/meanings.ts';
import { findAccounts, type AccountsByRef } from './accounts.ts';
import { successorsOf } from './chart/kept-accounts.ts';
import { loadYears, yearOf } from './fiscal-years.ts';
import { tables } from './tables.ts';

/** Where labels like one went before: the account, and the word that says so. */
export interface PastHabit {
	readonly account: string;
	readonly accountLabel: string;
	readonly word: string;
	readonly uses: number;
}

/** What past labels tell of each of these, under the nomenclature of its year; a few statements whatever their number. */
export async function suggestAccounts(
	tx: Tx,
	wanted: readonly { readonly direction: Direction; readonly label: string; readonly day: Day }[]
): Promise<(PastHabit | undefined)[]> {
	const words = wanted.map(({ label }) => wordsOf(label));
	const all = [...new Set(words.flat())];
	if (all.length === 0) return wanted.map(() => undefined);
	const habits = await tables(tx)
		.selectFrom('accounting.habit')
		.select(['direction', 'word', 'account_id as account', 'uses', 'chart as keptUnder'])
		.where('word', 'in', all)
		.execute();
	const years = await loadYears(tx);
	const charts = wanted.map(({ day }) => yearOf(years, day)?.chart);
	const byWord = new Map<string, (Habit & { readonly direction: Direction })[]>();
	for (const chart of new Set(charts.flatMap((known) => known ?? []))) {
		const followed = await successorsOf(
			tx,
			habits.map((habit) => ({ ...habit, chart }))
		);
		for (const [index, { direction, word, uses }] of habits.entries()) {
			const accountId = followed[index]?.account;
			if (accountId === undefined) continue;
			const key = `${chart} ${direction} ${word}`;
			byWord.set(key, [...(byWord.get(key) ?? []), { direction, word, uses, accountId }]);
		}
	}
	const found = wanted.map(({ direction }, index) =>
		suggest(
			(words[index] ?? []).flatMap(
				(word) => byWord.get(`${charts[index]} ${direction} ${word}`) ?? []
			)
		)
	);
	return named(tx, found, charts);
}

async function named(
	tx: Tx,
	found: readonly (Suggestion | undefined)[],
	charts: readonly (ChartVersion | undefined)[]
): Promise<(PastHabit | undefined)[]> {
	const refs = [...new Set(found.flatMap((suggestion) => suggestion?.accountId ?? []))];
	const inChart = new Map<ChartVersion, AccountsByRef>();
	for (const chart of new Set(charts.flatMap((known) => known ?? []))) {
		if (refs.length > 0) inChart.set(chart, await findAccounts(tx, chart, refs));
	}
	return found.map((suggestion, index) => {
		const chart = charts[index];
		const account = chart && suggestion && inChart.get(chart)?.get(suggestion.accountId);
		if (!account) return undefined;
		const { word, uses } = suggestion;
		return { account: account.code, accountLabel: account.label, word, uses };
	});
}
