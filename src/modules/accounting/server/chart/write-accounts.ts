import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { isMeansKind, kindOf } from '#modules/accounting/domain/account.ts';
import type { ChartRow } from '#modules/accounting/domain/chart-file.ts';
import { tables } from '../tables.ts';

/** Gives each account a row that says what is asked; what is known already takes the new words. */
export async function writeAccounts(
	{ tx, association }: OperationContext,
	rows: readonly ChartRow[]
): Promise<void> {
	if (rows.length === 0) return;
	const sorted = rows.toSorted((a, b) => (a.code < b.code ? -1 : 1));
	await tables(tx)
		.insertInto('accounting.account')
		.values(
			sorted.map((row) => ({
				...row,
				association_id: association.id,
				id: newId(),
				kind: kindOf(row.code),
				is_means: isMeansKind(kindOf(row.code)) && row.code !== '512'
			}))
		)
		.onConflict((conflict) =>
			conflict.columns(['association_id', 'code']).doUpdateSet((eb) => ({
				label: eb.ref('excluded.label'),
				description: eb.ref('excluded.description'),
				position: eb.ref('excluded.position'),
				favourite: eb.ref('excluded.favourite'),
				active: eb.ref('excluded.active')
			}))
		)
		.execute();
}
