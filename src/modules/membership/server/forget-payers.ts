import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { forgetFilesNaming } from './import/forget-files.ts';

/** Empties what dues keep of people beside amounts and days: the addresses of their reminders, files that name them. */
export async function forgetPayers(
	context: OperationContext,
	ids: readonly string[]
): Promise<void> {
	await forgetFilesNaming(context, ids);
	await sql`
		UPDATE membership.reminder r SET recipient = ''
		WHERE r.person_id = ANY(${ids}::uuid[])`.execute(context.tx);
}
