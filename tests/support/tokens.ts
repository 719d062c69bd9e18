import { newId } from '#shared/id.ts';
import { inHost } from '#platform/server/database/db.ts';
import { createToken } from '#platform/server/identity/tokens.ts';
import type { Role } from '#platform/server/module.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';

/** A new account with this role in the association, and a bearer token of it. */
export async function aToken(
	association: { id: string },
	role: Role,
	personId: string | null = null
): Promise<string> {
	const accountId = newId();
	const email = `${accountId}@example.org`;
	const { secret } = await inHost(runtime().database.db, async (tx) => {
		const tables = tx.withTables<PlatformTables>();
		await tables
			.insertInto('platform.account')
			.values({ id: accountId, email, password_hash: null })
			.execute();
		await tables
			.insertInto('platform.access')
			.values({
				association_id: association.id,
				id: newId(),
				account_id: accountId,
				email,
				role,
				person_id: personId
			})
			.execute();
		return createToken(tx, { accountId, associationId: association.id, label: 'test' });
	});
	return secret;
}
