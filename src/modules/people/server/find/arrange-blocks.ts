import { sql } from 'kysely';
import { inAssociation } from '#platform/server/database/db.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';

/** With fewer people, going through all of them takes no time. */
const MANY = 20_000;
/** How many people a block is of: fewer make more blocks to look through, more make more people to look at in each. */
const PER_BLOCK = 48;

/**
 * Makes the blocks of an association anew when it has many people, some of whom were written since; those of one that
 * has few are left out.
 * @param many from so many people on
 * @throws {Error} when somebody is being written at this moment: to be done again
 */
export async function arrangeBlocks(db: Tx, associationId: string, many = MANY): Promise<void> {
	await inAssociation(db, associationId, async (tx) => {
		const { rows } = await sql<{ large: boolean; blocks: boolean; loose: boolean }>`
			SELECT (SELECT count(*) FROM (SELECT FROM people.person LIMIT ${many}) p) = ${many} AS large,
				EXISTS (SELECT FROM people.search_block) AS blocks,
				EXISTS (SELECT FROM people.search_loose) AS loose`.execute(tx);
		const { large, blocks, loose } = rows[0] ?? {};
		if (large ? blocks && !loose : !blocks) return;
		await nobodyWrites(tx, associationId);
		await sql`DELETE FROM people.search_block`.execute(tx);
		await sql`DELETE FROM people.search_loose`.execute(tx);
		if (large) await makeBlocks(tx);
	});
}

/** The other side of the lock that the triggers of `people.person` take. */
async function nobodyWrites(tx: Tx, associationId: string): Promise<void> {
	const { rows } = await sql<{ free: boolean }>`
		SELECT pg_try_advisory_xact_lock(hashtext('people.search_block'), hashtext(${associationId})) AS free`.execute(
		tx
	);
	if (!rows[0]?.free) throw new Error('People are being written');
}

/** Those who have the same name are in the same block. */
async function makeBlocks(tx: Tx): Promise<void> {
	await sql`
		WITH ordered AS (
			SELECT p.association_id, p.sort_name, p.search, CASE
				WHEN row_number() OVER (ORDER BY p.sort_name) % ${PER_BLOCK} = 1 THEN p.sort_name
			END AS start
			FROM people.person p
		), divided AS (
			SELECT association_id, search,
				max(start) OVER (ORDER BY sort_name RANGE UNBOUNDED PRECEDING) AS from_name
			FROM ordered
		), word AS (
			SELECT DISTINCT association_id, from_name, w.text, w.text ~ '^[a-z]+$' AS plain
			FROM divided, string_to_table(btrim(search), ' ') AS w(text)
		)
		INSERT INTO people.search_block (association_id, from_name, to_name, names, others)
		SELECT association_id, from_name,
			coalesce(lead(from_name) OVER (ORDER BY from_name), chr(1114111)),
			' ' || coalesce(string_agg(text, ' ') FILTER (WHERE plain) || ' ', ''),
			' ' || coalesce(string_agg(text, ' ') FILTER (WHERE NOT plain) || ' ', '')
		FROM word GROUP BY association_id, from_name`.execute(tx);
}

/** Before people are forgotten: the blocks that have their words go, and those beside them are looked at one by one. */
export async function openBlocks({ tx }: OperationContext, ids: readonly string[]): Promise<void> {
	await sql`
		WITH opened AS (
			DELETE FROM people.search_block b USING people.person p
			WHERE p.id = ANY(${[...ids]}::uuid[])
				AND p.sort_name >= b.from_name AND p.sort_name < b.to_name
			RETURNING b.from_name, b.to_name
		)
		INSERT INTO people.search_loose (association_id, person_id)
		SELECT DISTINCT p.association_id, p.id FROM opened o
		JOIN people.person p ON p.sort_name >= o.from_name AND p.sort_name < o.to_name
		ORDER BY p.id ON CONFLICT DO NOTHING`.execute(tx);
}
