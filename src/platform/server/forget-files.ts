import { sql } from 'kysely';
import type { OperationContext } from './operation.ts';

/**
 * Forgets kept files of the association: nothing names them any more, and `remove-contents` takes what they held from
 * the disk once no other file holds the same. Unknown ids are fine.
 */
export async function forgetFiles(
	{ tx }: Pick<OperationContext, 'tx'>,
	ids: readonly string[]
): Promise<void> {
	if (ids.length === 0) return;
	await sql`DELETE FROM platform.blob b WHERE b.id = ANY(${ids}::uuid[])`.execute(tx);
}
