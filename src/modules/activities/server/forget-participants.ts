import { sql } from 'kysely';
import { forgetFiles } from '#platform/server/forget-files.ts';
import type { OperationContext } from '#platform/server/operation.ts';

/** Deletes what people gave to take part: certificates and consents, with their files. */
export async function forgetParticipants(
	context: OperationContext,
	ids: readonly string[]
): Promise<void> {
	const { rows } = await sql<{ fileId: string | null }>`
		DELETE FROM activities.document d WHERE d.person_id = ANY(${ids}::uuid[])
		RETURNING d.file_id AS "fileId"`.execute(context.tx);
	await forgetFiles(
		context,
		rows.flatMap(({ fileId }) => fileId ?? [])
	);
}
