import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';

/** Deletes what people gave to take part: certificates and consents, with their files. */
export async function forgetParticipants(
	{ tx }: OperationContext,
	ids: readonly string[]
): Promise<void> {
	await sql`
		DELETE FROM platform.blob b WHERE b.id IN (
			SELECT d.file_id FROM activities.document d
			WHERE d.person_id = ANY(${ids}::uuid[]) AND d.file_id IS NOT NULL)`.execute(tx);
	await sql`DELETE FROM activities.document d WHERE d.person_id = ANY(${ids}::uuid[])`.execute(tx);
}
