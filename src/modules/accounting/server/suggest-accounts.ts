import type { Tx } from '#platform/server/operation.ts';
import { suggest, wordsOf } from '../domain/habit.ts';
import type { Direction } from '../domain/meanings.ts';
import { accountsQuery } from './accounts.ts';
import { tables } from './tables.ts';

/** Where labels like one went before: the account, and the word that says so. */
export interface PastHabit {
	readonly account: string;
	readonly accountLabel: string;
	readonly word: string;
	readonly uses: number;
}

/** What past labels tell of each of these, in two statements whatever their number. */
export async function suggestAccounts(
	tx: Tx,
	wanted: readonly { readonly direction: Direction; readonly label: string }[]
): Promise<(PastHabit | undefined)[]> {
	const words = wanted.map(({ label }) => wordsOf(label));
	const all = [...new Set(words.flat())];
	if (all.length === 0) return wanted.map(() => undefined);
	const habits = await tables(tx)
		.selectFrom('accounting.habit')
		.select(['direction', 'word', 'account_id as accountId', 'uses'])
		.where('word', 'in', all)
		.execute();
	const byWord = Map.groupBy(habits, ({ direction, word }) => `${direction} ${word}`);
	const found = wanted.map(({ direction }, index) =>
		suggest((words[index] ?? []).flatMap((word) => byWord.get(`${direction} ${word}`) ?? []))
	);
	const ids = [...new Set(found.flatMap((suggestion) => suggestion?.accountId ?? []))];
	if (ids.length === 0) return wanted.map(() => undefined);
	const accounts = await accountsQuery(tx).where('id', 'in', ids).execute();
	return found.map((suggestion) => {
		const account = accounts.find(({ id }) => id === suggestion?.accountId);
		if (!suggestion || !account) return undefined;
		const { word, uses } = suggestion;
		return { account: account.code, accountLabel: account.label, word, uses };
	});
}
