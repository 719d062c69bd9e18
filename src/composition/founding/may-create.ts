import { Refusal } from '#shared/errors.ts';
import { inHost } from '#platform/server/database/db.ts';
import type { Tx } from '#platform/server/operation.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';

/** Whether a visitor of the pages may create an association, by the setting ASSOCIATION_CREATION. */
export function mayCreate(): Promise<boolean> {
	return inHost(runtime().database.db, isCreationOpen);
}

/** @throws {Refusal} `founding.creation-closed` */
export async function checkMayCreate(hostTx: Tx): Promise<void> {
	if (!(await isCreationOpen(hostTx))) throw new Refusal('forbidden', 'founding.creation-closed');
}

async function isCreationOpen(hostTx: Tx): Promise<boolean> {
	const { associationCreation } = runtime().settings;
	if (associationCreation !== 'first-only') return associationCreation === 'open';
	const real = await hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.association')
		.select('id')
		.where('is_demo', '=', false)
		.limit(1)
		.executeTakeFirst();
	return real === undefined;
}
