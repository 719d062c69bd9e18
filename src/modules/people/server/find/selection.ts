import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { OperationContext } from '#platform/server/operation.ts';
import { ordered, sortKey } from '../list-order.ts';
import { peopleFilter, readFilter, type ReadyFilter } from '../people-filter.ts';

/** Whom an action is about: some people, or all those whom a list finds. */
export const selection = z.union([
	z.strictObject({ ids: z.array(z.uuid()).min(1).max(10_000) }),
	z.strictObject({ search: peopleFilter })
]);
export type Selection = z.output<typeof selection>;

/**
 * The ids of the people of a selection that the reader may see, in the order of its list (that of names for ids);
 * unknown ids are left out. The caller has authorised the reader.
 * @throws {Refusal} `people.search-invalid`, `people.sort-unknown`
 */
export async function selectionOf(
	context: OperationContext,
	selected: Selection
): Promise<readonly string[]> {
	if ('search' in selected) return idsInOrder(context, await readFilter(context, selected.search));
	const everybody = await readFilter(context, peopleFilter.parse({ status: 'all' }));
	return idsInOrder(context, everybody, selected.ids);
}

/**
 * Everybody whom a list shows, in its order: what goes through a long list reads it once, then people by id.
 * @param among only these, when given
 */
export async function idsInOrder(
	{ tx }: OperationContext,
	ready: ReadyFilter,
	among?: readonly string[]
): Promise<string[]> {
	const chosen: RawBuilder<boolean> = among ? sql`p.id = ANY(${[...among]}::uuid[])` : sql`true`;
	const { rows } = await sql<{ id: string }>`
		SELECT p.id FROM people.person p WHERE ${ready.where} AND ${chosen}
		${ordered(ready, undefined, sortKey(ready))}`.execute(tx);
	return rows.map(({ id }) => id);
}

/** Texts, at most `size` at a time. */
export function* inPages<T>(all: readonly T[], size: number): Generator<readonly T[]> {
	for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
