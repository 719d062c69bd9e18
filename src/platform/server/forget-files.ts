import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from './operation.ts';

const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Forgets kept files of the association: nothing names them any more, and `remove-contents` takes what they held from
 * the disk once no other file holds the same. Unknown ids are fine.
 * @throws {Refusal} `platform.file-in-use`
 */
export async function forgetFiles(
	{ tx }: Pick<OperationContext, 'tx'>,
	ids: readonly string[]
): Promise<void> {
	if (ids.length === 0) return;
	await sql`DELETE FROM platform.blob b WHERE b.id = ANY(${ids}::uuid[])`
		.execute(tx)
		.catch((error: { code?: string }) => {
			if (error.code !== FOREIGN_KEY_VIOLATION) throw error;
			throw new Refusal('conflict', 'platform.file-in-use');
		});
}
