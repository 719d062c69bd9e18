import type { Tx } from '#platform/server/operation.ts';
import { tables } from './tables.ts';

/** The ids of the lines of an entry in one account, in their order. */
export async function linesIn(tx: Tx, entryId: string, accountId: string): Promise<string[]> {
	const rows = await tables(tx)
		.selectFrom('accounting.line')
		.select('id')
		.where('entry_id', '=', entryId)
		.where('account_id', '=', accountId)
		.orderBy('position')
		.execute();
	return rows.map(({ id }) => id);
}
