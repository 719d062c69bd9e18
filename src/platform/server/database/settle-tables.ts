import type pg from 'pg';

/**
 * Has PostgreSQL look at tables of which many rows were just written: until it has, it plans their reading blindly and
 * checks each row that an index finds. It would come to it by itself, minutes later. A role that may not (PostgreSQL 16,
 * which has no such right to give) is told so in the server’s log and nothing is done.
 * @param tables with their schema, as in the code: never a text of users
 */
export async function settleTables(pool: pg.Pool, tables: readonly string[]): Promise<void> {
	await pool.query(`VACUUM (ANALYZE) ${tables.join(', ')}`);
}
