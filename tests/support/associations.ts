import { newId } from '#shared/id.ts';
import type { Role } from '#platform/server/module.ts';
import { inHost } from '#platform/server/database/db.ts';
import { systemActor } from '#platform/server/identity/callers.ts';
import type { Caller } from '#platform/server/perform.ts';
import { permissionsOf } from '#platform/server/policy.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';

let count = 0;

/** A bare association with its `as(role)` callers; `system` may do everything. */
export async function anAssociation(name = 'Les Amis du test') {
	count += 1;
	const association = { id: newId(), slug: `amis-${count}`, name, siren: null };
	await inHost(runtime().database.db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.insertInto('platform.association')
			.values({ ...association, rna: null, logo_blob: null })
			.execute()
	);
	const system: Caller = { association, actor: systemActor() };
	return {
		...association,
		system,
		/** A caller with the permissions of a role; `personId` links it to a person. */
		as(role: Role, personId: string | null = null): Caller {
			return {
				association,
				actor: {
					kind: 'account',
					accountId: newId(),
					personId,
					role,
					permissions: permissionsOf(role),
					locale: 'fr'
				}
			};
		}
	};
}
