import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { Retention } from '../domain/retention.ts';

export async function retentionRules(tx: Tx): Promise<readonly Retention[]> {
	const { rows } = await sql<Retention>`
		SELECT nullif(r.category, '') AS category, r.months FROM privacy.retention r
		ORDER BY r.category LIMIT 500`.execute(tx);
	return rows;
}
