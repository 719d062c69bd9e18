import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { tables } from '../tables.ts';
import type { YearStepTable } from '../tables.ts';

/** Writes what was done with a year, by whom and why; nobody can change it afterwards. */
export async function writeStep(
	{ tx, association, actor, now }: OperationContext,
	yearId: string,
	kind: YearStepTable['kind'],
	reason?: string
): Promise<void> {
	await tables(tx)
		.insertInto('accounting.year_step')
		.values({
			association_id: association.id,
			id: newId(),
			fiscal_year_id: yearId,
			kind,
			reason: reason ?? null,
			taken_at: now,
			taken_by: actor.accountId
		})
		.execute();
}
