import { inHost } from '#platform/server/database/db.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';

/** True until the server has an association of its own: the demonstration does not count. */
export async function isFirstRun(): Promise<boolean> {
	const real = await inHost(runtime().database.db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.selectFrom('platform.association')
			.select('id')
			.where('is_demo', '=', false)
			.limit(1)
			.executeTakeFirst()
	);
	return real === undefined;
}
