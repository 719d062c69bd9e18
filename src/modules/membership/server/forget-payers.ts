import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';

/** Empties what dues keep of people beside amounts and days: the addresses of their reminders. */
export async function forgetPayers(
	{ tx }: OperationContext,
	ids: readonly string[]
): Promise<void> {
	await sql`
		UPDATE membership.reminder r SET recipient = ''
		WHERE r.person_id = ANY(${ids}::uuid[])`.execute(tx);
}
