import { sql } from 'kysely';
import { fold } from '#shared/text.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { nearable, nearableWords, oneFaultApart } from '#modules/people/domain/find/near-words.ts';

const MOST_NEAR = 20;

/** Keeps words of names and places (folded), so that they are found however they are mistyped. */
export async function learnWords(
	{ tx, association }: OperationContext,
	learnt: Iterable<string>
): Promise<void> {
	const words = nearableWords([...learnt]);
	if (words.length === 0) return;
	// In one order for all, so that two who learn the same words wait for each other and never in a circle.
	await sql`
		INSERT INTO people.near_word (association_id, key, word)
		SELECT ${association.id}::uuid, k.key, w.word
		FROM unnest(${words}::text[]) AS w(word), people.near_keys(w.word) AS k(key)
		WHERE NOT EXISTS (SELECT FROM people.near_word n WHERE n.key = w.word AND n.word = w.word)
		ORDER BY k.key, w.word
		ON CONFLICT DO NOTHING`.execute(tx);
}

/** Forgets the words of `names` (folded) that no record has any more. */
export async function forgetWords(tx: Tx, names: readonly string[]): Promise<void> {
	const words = nearableWords(names);
	await sql`
		WITH used AS (
			SELECT DISTINCT u.word
			FROM people.person p,
				unnest(string_to_array(concat_ws(' ', p.sort_name, p.sort_city), ' ')) AS u(word)
			WHERE u.word = ANY(${words}::text[])
		)
		DELETE FROM people.near_word n
		WHERE n.word = ANY(${words}::text[]) AND n.word NOT IN (SELECT word FROM used)`.execute(tx);
}

/** For each word that was typed, the known ones that one fault of typing tells apart from it. */
export async function nearWords(
	{ tx }: OperationContext,
	typed: string
): Promise<ReadonlyMap<string, readonly string[]>> {
	const near = new Map<string, readonly string[]>();
	for (const word of new Set(fold(typed).split(' ').filter(nearable).slice(0, 8))) {
		const { rows } = await sql<{ word: string }>`
			SELECT DISTINCT n.word FROM people.near_word n
			WHERE n.key = ANY(ARRAY(SELECT people.near_keys(${word})))
			ORDER BY n.word LIMIT 200`.execute(tx);
		const others = rows
			.map((row) => row.word)
			.filter((known) => !known.includes(word) && oneFaultApart(known, word))
			.slice(0, MOST_NEAR);
		if (others.length > 0) near.set(word, others);
	}
	return near;
}
