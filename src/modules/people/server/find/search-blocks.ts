import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';

/** So many people found are known one by one; beyond, a list walks an index until its page is full. */
export const SOME = 1_000;
/** With more people written since the blocks were made, going through everybody is as quick. */
const MOST_LOOSE = 1_000;
const SHORTEST = 3;

/** For each word that was typed, the `LIKE` patterns one of which a person’s words must match. */
export type Patterns = readonly (readonly string[])[];

/** Whom the blocks tell to have the words. */
export interface Found {
	/** `undefined`: more than `SOME`. */
	readonly ids: readonly string[] | undefined;
	/** Everybody found has a name between these two, both meant. */
	readonly from: string;
	readonly to: string;
}

interface Row {
	readonly ready: boolean;
	readonly loose: number;
	readonly ids: string[];
	readonly from: string | null;
	readonly to: string | null;
}

/**
 * The people who have the words, looked up in the blocks of a large association.
 * `undefined` when it has none, too many people were written since, or the words are too short to tell blocks apart.
 * @param plain what is asked of their record besides, on `people.person p`: no other table is read for it
 */
export async function lookUp(
	{ tx, remember }: OperationContext,
	patterns: Patterns,
	plain: RawBuilder<boolean>
): Promise<Found | undefined> {
	if (patterns.every((some) => some.some((one) => textOf(one).trim().length < SHORTEST))) return;
	if (!(await remember('search-blocks', () => hasBlocks(tx)))) return;
	const matched = sql`${sql.join(
		patterns.map((some) => sql`p.search LIKE ANY(${[...some]}::text[])`),
		sql` AND `
	)}`;
	const { rows } = await sql<Row>`
		WITH block AS MATERIALIZED (
			SELECT b.from_name, b.to_name FROM people.search_block b
			WHERE ${sql.join(patterns.map(inBlock), sql` AND `)}
		), loose AS MATERIALIZED (
			SELECT l.person_id FROM people.search_loose l LIMIT ${MOST_LOOSE + 1}
		), listed AS MATERIALIZED (
			SELECT f.id FROM block CROSS JOIN LATERAL (
				SELECT p.id FROM people.person p
				WHERE p.sort_name >= block.from_name AND p.sort_name < block.to_name
					AND p.archived IN (false, true) AND ${plain} AND ${matched} OFFSET 0
			) f LIMIT ${SOME + 1}
		), written AS MATERIALIZED (
			SELECT p.id, p.sort_name FROM people.person p
			WHERE p.id = ANY(ARRAY(SELECT person_id FROM loose)) AND ${plain} AND ${matched}
		)
		SELECT EXISTS (SELECT FROM people.search_block) AS ready, (SELECT count(*) FROM loose) AS loose,
			ARRAY(SELECT id FROM listed UNION SELECT id FROM written) AS ids,
			least((SELECT min(from_name) FROM block), (SELECT min(sort_name) FROM written)) AS "from",
			greatest((SELECT max(to_name) FROM block), (SELECT max(sort_name) FROM written)) AS "to"`.execute(
		tx
	);
	const row = rows[0];
	if (!row?.ready || row.loose > MOST_LOOSE) return;
	const ids = row.ids.length > SOME ? undefined : row.ids;
	return { ids, from: row.from ?? '', to: row.to ?? '' };
}

async function hasBlocks(tx: OperationContext['tx']): Promise<boolean> {
	const { rows } = await sql<{ some: boolean }>`
		SELECT EXISTS (SELECT FROM people.search_block) AS some`.execute(tx);
	return rows[0]?.some ?? false;
}

function textOf(pattern: string): string {
	return pattern.replaceAll('%', '');
}

/** Whether the words of a block have one of the patterns: what holds more than letters is but among the others. */
function inBlock(some: readonly string[]): RawBuilder<unknown> {
	const each = some.map((pattern) => {
		const text = textOf(pattern);
		if (/[^a-z ]/.test(text)) return sql`strpos(b.others, ${text}) > 0`;
		const inNames = sql`strpos(b.names, ${text}) > 0`;
		return text.includes(' ') ? inNames : sql`(${inNames} OR strpos(b.others, ${text}) > 0)`;
	});
	return sql`(${sql.join(each, sql` OR `)})`;
}
