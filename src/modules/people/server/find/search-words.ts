import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { nearPatterns, searchPatterns } from '#modules/people/domain/person.ts';
import { nearWords } from './near-words.ts';
import { likeOne, lookUp, type Found, type Patterns } from './search-blocks.ts';

/** So many who have the words as they were typed are enough: nobody else is meant. */
export const ENOUGH = 10;

/** Whom a search means. */
export interface Searched {
	/** The `WHERE`, on `people.person p`. */
	readonly where: RawBuilder<boolean>;
	/** The same for who knows that many are meant, and walks an index until a page is full. */
	readonly walked: RawBuilder<boolean>;
	/**
	 * Of people found despite a fault of typing, those who have the words as they were typed: they come first, and
	 * alone when there are `ENOUGH` of them.
	 */
	readonly exact?: RawBuilder<boolean>;
	/** More are meant than are counted at once: they have names between these two, both meant. */
	readonly many?: Pick<Found, 'atLeast' | 'from' | 'to'>;
}

interface Others {
	/** What is asked of the record alone. */
	readonly plain: RawBuilder<boolean>;
	/** The same, which says whether people are archived even when both are meant. */
	readonly indexed: RawBuilder<boolean>;
	/** What is looked up elsewhere: groups, conditions. */
	readonly rest: readonly RawBuilder<boolean>[];
	/** It is enough to know of some hundreds that there are more. */
	readonly isRough: boolean;
}

/** Those who have each of the words, and with `exact` those too who have it but for one fault of typing. */
export async function searchWords(
	context: OperationContext,
	typed: string,
	{ plain, indexed, rest, isRough }: Others
): Promise<Searched> {
	const meant = (...more: RawBuilder<boolean>[]) => {
		const asked = [...rest, ...more];
		const where = every([plain, ...asked]);
		return { where, walked: asked.length > 0 ? every([plain, often(every(asked))]) : where };
	};
	const patterns = searchPatterns(typed).map((pattern) => [pattern]);
	if (patterns.length === 0) return meant();
	const found = await lookUp(context, patterns, indexed, isRough && rest.length === 0);
	const { ids } = found ?? {};
	if (found && rest.length === 0) {
		if (!ids) return { ...meant(all(patterns)), many: found };
		if (ids.length >= ENOUGH) return meant(among(ids));
	}
	const near = await nearWords(context, typed);
	if (near.size === 0) return meant(ids ? among(ids) : all(patterns));
	const alike = nearPatterns(typed, near);
	const nearby = ids && (await lookUp(context, alike, indexed));
	if (!nearby) return { ...meant(all(alike)), exact: all(patterns) };
	const exact = ids.length > 0 ? { exact: among(ids) } : {};
	if (nearby.ids) return { ...meant(among(nearby.ids)), ...exact };
	return { ...meant(all(alike)), ...exact, ...(rest.length === 0 && { many: nearby }) };
}

function every(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
	return sql<boolean>`${sql.join(conditions, sql` AND `)}`;
}

/** A pattern of each word is met. */
function all(patterns: Patterns): RawBuilder<boolean> {
	return every(patterns.map(likeOne));
}

function among(ids: readonly string[]): RawBuilder<boolean> {
	return sql<boolean>`p.id = ANY(${[...ids]}::uuid[])`;
}

/** The same, which PostgreSQL takes for true of half of the people: of words it can but guess, and guesses too few. */
function often(condition: RawBuilder<boolean>): RawBuilder<boolean> {
	return sql<boolean>`coalesce(${condition}, false)`;
}
