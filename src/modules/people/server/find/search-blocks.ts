import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';

/** So many people found are known one by one; beyond, a list walks an index until its page is full. */
export const SOME = 1_000;
/** With more people written since the blocks were made, going through everybody is as quick. */
const MOST_LOOSE = 1_000;
const SHORTEST = 3;
/** Of a list by name, which finds its page otherwise: so many blocks that have the words tell that many people do. The others aren’t looked for. */
const MOST_BLOCKS = 150;
/** Comes after every name. */
const LAST_NAME = '\u{10FFFF}';
/** How exactly “many” is told. */
const HUNDRED = 100;

/** For each word that was typed, the `LIKE` patterns one of which a person’s words must match. */
export type Patterns = readonly (readonly string[])[];

/** Whom the blocks tell to have the words. */
export interface Found {
	/** `undefined`: more than `atLeast`. */
	readonly ids: readonly string[] | undefined;
	/** People who were found for certain, in hundreds. */
	readonly atLeast: number;
	/** Everybody found has a name between these two, both meant. */
	readonly from: string;
	readonly to: string;
}

interface Row {
	readonly ready: boolean;
	readonly loose: number;
	readonly blocks: number;
	readonly ids: string[];
	readonly from: string | null;
	readonly to: string | null;
}

/**
 * The people who have the words, looked up in the blocks of a large association.
 * `undefined` when it has none, too many people were written since, or the words are too short to tell blocks apart.
 * @param plain what is asked of their record besides, on `people.person p`: no other table is read for it; whether they
 * are archived is among it, since the index by name begins with that
 * @param isRough whether it is enough to know of some hundreds that there are more
 */
export async function lookUp(
	context: OperationContext,
	patterns: Patterns,
	plain: RawBuilder<boolean>,
	isRough = false
): Promise<Found | undefined> {
	const { tx, remember } = context;
	if (patterns.every((some) => some.some((one) => textOf(one).length < SHORTEST))) return;
	if (!(await remember('search-blocks', () => hasBlocks(tx)))) return;
	const matched = sql`${sql.join(patterns.map(likeOne), sql` AND `)}`;
	const { rows } = await sql<Row>`
		WITH block AS MATERIALIZED (
			SELECT b.from_name, b.to_name FROM people.search_block b
			WHERE ${sql.join(patterns.map(inBlock), sql` AND `)}
			${isRough ? sql`ORDER BY b.from_name LIMIT ${MOST_BLOCKS + 1}` : sql``}
		), loose AS MATERIALIZED (
			SELECT l.person_id FROM people.search_loose l LIMIT ${MOST_LOOSE + 1}
		), listed AS MATERIALIZED (
			SELECT f.id FROM block b CROSS JOIN LATERAL (
				SELECT p.id FROM people.person p
				WHERE p.sort_name >= b.from_name AND p.sort_name < b.to_name
					AND ${plain} AND ${matched} OFFSET 0
			) f LIMIT ${SOME + 1}
		), written AS MATERIALIZED (
			SELECT p.id, p.sort_name FROM people.person p
			WHERE p.id = ANY(ARRAY(SELECT person_id FROM loose)) AND ${plain} AND ${matched}
		)
		SELECT EXISTS (SELECT FROM people.search_block) AS ready, (SELECT count(*) FROM loose) AS loose,
			(SELECT count(*) FROM block) AS blocks,
			ARRAY(SELECT id FROM listed UNION SELECT id FROM written) AS ids,
			least((SELECT min(from_name) FROM block), (SELECT min(sort_name) FROM written)) AS "from",
			greatest((SELECT max(to_name) FROM block), (SELECT max(sort_name) FROM written)) AS "to"`.execute(
		tx
	);
	const row = rows[0];
	if (!row?.ready || row.loose > MOST_LOOSE) return;
	const known = row.ids.length;
	const isCut = isRough && row.blocks > MOST_BLOCKS;
	// Blocks have the words of those who are archived too, and of several people together.
	if (isCut && known <= HUNDRED) return lookUp(context, patterns, plain);
	const ids = isCut || known > SOME ? undefined : row.ids;
	const atLeast = Math.min(SOME, Math.floor((known - 1) / HUNDRED) * HUNDRED);
	return { ids, atLeast, from: row.from ?? '', to: isCut ? LAST_NAME : (row.to ?? '') };
}

async function hasBlocks(tx: OperationContext['tx']): Promise<boolean> {
	const { rows } = await sql<{ some: boolean }>`
		SELECT EXISTS (SELECT FROM people.search_block) AS some`.execute(tx);
	return rows[0]?.some ?? false;
}

/** Whether somebody’s words have one of the patterns. */
export function likeOne(some: readonly string[]): RawBuilder<boolean> {
	return some.length === 1
		? sql`p.search LIKE ${some[0]}`
		: sql`p.search LIKE ANY(${[...some]}::text[])`;
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
