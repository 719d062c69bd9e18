import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { inAssociation, inHost } from './database/db.ts';
import type { Tx } from './operation.ts';
import { runtime } from './runtime.ts';
import type { PlatformTables } from './tables.ts';

/**
 * Deletes an association for good, with all its rows, whatever the module, and the files that no other one names.
 * Accounts stay: they belong to the host.
 * @throws {Refusal} `platform.association-not-found`
 */
export async function removeAssociation(associationId: string): Promise<void> {
	const { db } = runtime().database;
	const contents = await inAssociation(db, associationId, async (tx) => {
		const named = await contentsOf(tx);
		await sql`select platform.remove_association()`.execute(tx);
		return named;
	});
	for (const sha256 of contents) await removeUnlessNamed(db, sha256);
}

async function contentsOf(tx: Tx): Promise<string[]> {
	const tables = tx.withTables<PlatformTables>();
	const association = await tables
		.selectFrom('platform.association')
		.select('logo_blob')
		.executeTakeFirst();
	if (!association) throw new Refusal('not-found', 'platform.association-not-found');
	const blobs = await tables.selectFrom('platform.blob').select('sha256').distinct().execute();
	const named = [association.logo_blob, ...blobs.map((blob) => blob.sha256)];
	return [...new Set(named.filter((sha256) => sha256 !== null))];
}

async function removeUnlessNamed(db: Tx, sha256: string): Promise<void> {
	const named = await inHost(db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.selectFrom('platform.blob')
			.select('id')
			.where('sha256', '=', sha256)
			.unionAll(
				tx
					.withTables<PlatformTables>()
					.selectFrom('platform.association')
					.select('id')
					.where('logo_blob', '=', sha256)
			)
			.limit(1)
			.executeTakeFirst()
	);
	if (!named) await runtime().blobs.remove(sha256);
}
