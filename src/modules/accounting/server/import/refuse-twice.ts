import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { tables } from '../tables.ts';
import type { AccountsFile } from './read-accounts.ts';

/** The same content is not written twice. @throws {Refusal} `accounting.import-done-already` */
export async function refuseTwice(
	{ tx }: OperationContext,
	{ sha256, fileName }: AccountsFile
): Promise<void> {
	const known = await tables(tx)
		.selectFrom('accounting.import')
		.select('id')
		.where('sha256', '=', sha256)
		.where('state', '=', 'committed')
		.executeTakeFirst();
	if (known) throw new Refusal('conflict', 'accounting.import-done-already', { fileName });
}
