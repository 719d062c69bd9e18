import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { letterLines, unletter } from './letter-lines.ts';

/**
 * What an entry left open is settled by its reversal, line by line; what was tied to it is open again.
 */
export async function letterReversal(
	context: OperationContext,
	entryId: string,
	reversalId: string
): Promise<void> {
	const { rows } = await sql<{
		id: string;
		reversal: string;
		letteringId: string | null;
	}>`select l.id,
			r.id as reversal, l.lettering_id as "letteringId"
		from accounting.line l
		join accounting.line r on r.association_id = l.association_id and r.entry_id = ${reversalId}
			and r.position = l.position
		where l.entry_id = ${entryId} and l.third_party_id is not null
		order by l.position`.execute(context.tx);
	const tied = new Set(rows.flatMap(({ letteringId }) => letteringId ?? []));
	for (const letteringId of tied) await unletter(context.tx, letteringId);
	for (const { id, reversal } of rows) await letterLines(context, [id, reversal]);
}
