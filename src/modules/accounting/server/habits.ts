import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { suggest, wordsOf } from '../domain/habit.ts';
import type { Suggestion } from '../domain/habit.ts';
import type { Direction } from '../domain/meanings.ts';
import { tables } from './tables.ts';

/** The account where labels like this one went before, if they agree. */
export async function suggestAccount(
	tx: Tx,
	direction: Direction,
	label: string
): Promise<Suggestion | undefined> {
	const words = wordsOf(label);
	if (words.length === 0) return undefined;
	const habits = await tables(tx)
		.selectFrom('accounting.habit')
		.select(['word', 'account_id as accountId', 'uses'])
		.where('direction', '=', direction)
		.where('word', 'in', words)
		.execute();
	return suggest(habits);
}

/** Remembers where the words of a label went. */
export async function learnHabit(
	{ tx, association }: OperationContext,
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
				uses: 1
			}))
		)
		.onConflict((conflict) =>
			conflict
				.columns(['association_id', 'direction', 'word', 'account_id'])
				.doUpdateSet((eb) => ({ uses: eb('accounting.habit.uses', '+', 1) }))
		)
		.execute();
}
