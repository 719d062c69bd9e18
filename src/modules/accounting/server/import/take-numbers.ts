import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { GatheredJournal } from '#modules/accounting/domain/import/gathering.ts';
import { tables } from '../tables.ts';

/**
 * Takes the numbers that entries need in each journal of a year; the counters stay locked until the commit.
 * Answers the last number given before, by code of journal.
 */
export async function takeNumbers(
	{ tx, association }: OperationContext,
	yearId: string,
	journals: ReadonlyMap<string, string>,
	needed: readonly GatheredJournal[]
): Promise<Map<string, number>> {
	const before = new Map<string, number>();
	// In the order of the codes, so that two writers never wait for each other.
	const inOrder = needed.toSorted((a, b) => (a.code < b.code ? -1 : 1));
	for (const { code: journal, entries: count } of inOrder) {
		const { last_number } = await tables(tx)
			.insertInto('accounting.entry_counter')
			.values({
				association_id: association.id,
				id: newId(),
				fiscal_year_id: yearId,
				journal_id: journals.get(journal) ?? '',
				last_number: count
			})
			.onConflict((conflict) =>
				conflict.columns(['association_id', 'fiscal_year_id', 'journal_id']).doUpdateSet((eb) => ({
					last_number: eb('accounting.entry_counter.last_number', '+', count)
				}))
			)
			.returning('last_number')
			.executeTakeFirstOrThrow();
		before.set(journal, last_number - count);
	}
	return before;
}
