import { Refusal } from '#shared/errors.ts';
import type { Tx } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';

/**
 * Locks the administrators of the association, so that two can't leave at the same time.
 * @throws {Refusal} `platform.last-administrator` when `leavingAccessId` is the only one.
 */
export async function keepAnAdministrator(tx: Tx, leavingAccessId: string): Promise<void> {
	const administrators = await tx
		.withTables<PlatformTables>()
		.selectFrom('platform.access')
		.select('id')
		.where('role', '=', 'administrator')
		.orderBy('id')
		.forUpdate()
		.execute();
	if (administrators.length === 1 && administrators[0]?.id === leavingAccessId) {
		throw new Refusal('conflict', 'platform.last-administrator');
	}
}
