import { inHost } from './database/db.ts';
import { systemCaller } from './identity/callers.ts';
import type { Caller } from './perform.ts';
import { runtime } from './runtime.ts';
import type { PlatformTables } from './tables.ts';

/**
 * For jobs: does the work in each association of the host, one after the other, as the program itself.
 * One that fails does not keep the others waiting.
 * @throws {AggregateError} what failed, after all have had their turn.
 */
export async function inEachAssociation(work: (caller: Caller) => Promise<void>): Promise<void> {
	const callers = await inHost(runtime().database.db, async (tx) => {
		const associations = await tx
			.withTables<PlatformTables>()
			.selectFrom('platform.association')
			.select('id')
			.execute();
		return Promise.all(associations.map(({ id }) => systemCaller(tx, id)));
	});
	const failures: unknown[] = [];
	for (const caller of callers) {
		try {
			await work(caller);
		} catch (error) {
			failures.push(error);
		}
	}
	if (failures.length > 0) {
		throw new AggregateError(
			failures,
			`failed in ${failures.length} of ${callers.length} associations`
		);
	}
}
