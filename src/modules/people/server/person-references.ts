import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';

/** A column that names a person. */
export interface Reference {
	readonly table: string;
	readonly column: string;
}

/** Every column that names a person and would be left without: those of other modules too. */
export async function references(tx: Tx): Promise<readonly Reference[]> {
	const { rows } = await sql<Reference>`
		SELECT n.nspname || '.' || t.relname AS table, a.attname AS column
		FROM pg_constraint c
		JOIN pg_class t ON t.oid = c.conrelid
		JOIN pg_namespace n ON n.oid = t.relnamespace
		JOIN LATERAL unnest(c.conkey, c.confkey) AS k(here, there) ON true
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
		JOIN pg_attribute i ON i.attrelid = c.confrelid AND i.attnum = k.there AND i.attname = 'id'
		WHERE c.contype = 'f' AND c.confrelid = 'people.person'::regclass AND c.confdeltype <> 'c'`.execute(
		tx
	);
	// The account of a person is not held by a foreign key: the platform knows no module.
	return [...rows, { table: 'platform.access', column: 'person_id' }];
}
