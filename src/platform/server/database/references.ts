import { sql } from 'kysely';
import type { Tx } from '../operation.ts';

/** A column that names a row of another table. */
export interface Reference {
	/** With its schema. */
	readonly table: string;
	readonly column: string;
}

/**
 * Every column, of any module, that names a row of a table by its id and would be left without it.
 * @param table with its schema
 * @param cascading those that would leave with it instead
 */
export async function referencesTo(
	tx: Tx,
	table: string,
	{ cascading = false } = {}
): Promise<readonly Reference[]> {
	const { rows } = await sql<Reference>`
		SELECT n.nspname || '.' || t.relname AS table, a.attname AS column
		FROM pg_constraint c
		JOIN pg_class t ON t.oid = c.conrelid
		JOIN pg_namespace n ON n.oid = t.relnamespace
		JOIN LATERAL unnest(c.conkey, c.confkey) AS k(here, there) ON true
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
		JOIN pg_attribute i ON i.attrelid = c.confrelid AND i.attnum = k.there AND i.attname = 'id'
		WHERE c.contype = 'f' AND c.confrelid = ${table}::regclass 
			AND (c.confdeltype = 'c') = ${cascading}`.execute(tx);
	return rows;
}
