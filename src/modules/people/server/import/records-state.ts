import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';

/**
 * A word for all that deciding what lines do looks at, beside the file: people, groups and who is in them, the
 * association's own fields, the day. Another word once any of it has been written, added or taken away.
 */
export async function stateOfRecords({
	tx,
	today
}: Pick<OperationContext, 'tx' | 'today'>): Promise<string> {
	const { rows } = await sql<{ state: string }>`SELECT concat_ws(' ', ${today}::text,
		(SELECT count(*) || ':' || bit_xor(hashtextextended(p.id::text || p.xmin, 0)) FROM people.person p),
		(SELECT count(*) || ':' || bit_xor(hashtextextended(g.id::text || g.xmin, 0))
			FROM people.person_group g),
		(SELECT count(*) || ':' || bit_xor(hashtextextended(m.group_id::text || m.person_id || m.xmin, 0))
			FROM people.group_member m),
		(SELECT count(*) || ':' || bit_xor(hashtextextended(f.id::text || f.xmin, 0)) FROM people.field f)
	) AS state`.execute(tx);
	return rows[0]?.state ?? '';
}
