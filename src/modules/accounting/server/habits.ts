import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '../domain/chart.ts';
import { suggest, wordsOf } from '../domain/habit.ts';
import type { Suggestion } from '../domain/habit.ts';
import type { Direction } from '../domain/meanings.ts';
import { successorsOf } from './chart/kept-accounts.ts';
import { tables } from './tables.ts';

/** The account where labels like this one went before, if they agree, under the nomenclature of the year. */
export async function suggestAccount(
	tx: Tx,
	chart: ChartVersion,
	direction: Direction,
	label: string
): Promise<Suggestion | undefined> {
	const words = wordsOf(label);
	if (words.length === 0) return undefined;
	const habits = await tables(tx)
		.selectFrom('accounting.habit')
		.select(['word', 'account_id as account', 'uses', 'chart as keptUnder'])
		.where('direction', '=', direction)
		.where('word', 'in', words)
		.execute();
	const followed = await successorsOf(
		tx,
		habits.map((habit) => ({ ...habit, chart }))
	);
	return suggest(
		habits.flatMap(({ word, uses }, index) => {
			const accountId = followed[index]?.account;
			return accountId === undefined ? [] : [{ word, uses, accountId }];
		})
	);
}

/** Remembers where the words of a label went, under the nomenclature of the year. */
export async function learnHabit(
	{ tx, association }: OperationContext,
	chart: ChartVersion,
	direction: Direction,
	label: string,
	accountId: string
): Promise<void> {
	const words = wordsOf(label);
	if (words.length === 0) return;
	await tables(tx)
		.insertInto('accounting.habit')
		.values(
			words.map((word) => ({
				association_id: association.id,
				id: newId(),
				direction,
				word,
				account_id: accountId,
				uses: 1,
				chart
			}))
		)
		.onConflict((conflict) =>
			conflict
				.columns(['association_id', 'direction', 'word', 'account_id'])
				.doUpdateSet((eb) => ({ uses: eb('accounting.habit.uses', '+', 1), chart }))
		)
		.execute();
}
