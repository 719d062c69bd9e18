import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { Refusal, refuseField } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { cleanLine } from '#modules/people/domain/cleaned.ts';

export interface SavedSearch {
	readonly id: string;
	readonly name: string;
	readonly where: string;
	readonly match: 'all' | 'any';
	readonly shared: boolean;
	readonly own: boolean;
}

/** The searches that somebody may know of: their own, and those that are shared. */
export async function knownSearches(
	{ tx, actor }: OperationContext,
	id?: string
): Promise<readonly SavedSearch[]> {
	const one: RawBuilder<boolean> = id === undefined ? sql`true` : sql`s.id = ${id}`;
	const { rows } = await sql<SavedSearch>`
		SELECT s.id, s.name, s.conditions AS where, s.match, s.shared,
			s.account_id IS NOT DISTINCT FROM ${actor.accountId}::uuid AS own
		FROM people.saved_search s
		WHERE (s.shared OR s.account_id IS NOT DISTINCT FROM ${actor.accountId}::uuid) AND ${one}
		ORDER BY s.name_key, s.id LIMIT 500`.execute(tx);
	return rows;
}

/**
 * One that its reader may change: their own, and a shared one for whoever shares.
 * @throws {Refusal} `people.search-not-found`, also for another’s private one; `people.search-of-all` for a shared one otherwise
 */
export async function changeableSearch(
	context: OperationContext,
	id: string
): Promise<SavedSearch> {
	const [search] = await knownSearches(context, id);
	if (!search) throw new Refusal('not-found', 'people.search-not-found');
	if (search.shared && !context.actor.permissions.has('people.share-searches')) {
		throw new Refusal('forbidden', 'people.search-of-all');
	}
	return search;
}

/** @throws {Refusal} `people.search-name-needed`, and those of a line of text */
export function searchName(typed: string): { name: string; key: string } {
	const read = cleanLine(typed, 100);
	if ('fault' in read) throw refuseField('name', read.fault, read.parameters);
	if (read.value === null) throw refuseField('name', 'people.search-name-needed');
	return { name: read.value, key: fold(read.value) || read.value.toLowerCase() };
}

/** @throws {Refusal} `people.search-name-taken` when another has the name */
export async function refusingTakenNames<T>(name: string, statement: Promise<T>): Promise<T> {
	return statement.catch((error: { code?: string; constraint?: string }) => {
		if (error.code === '23505' && error.constraint?.startsWith('saved_search')) {
			throw new Refusal('conflict', 'people.search-name-taken', { name }, [
				{ path: 'name', code: 'people.search-name-taken', parameters: { name } }
			]);
		}
		throw error;
	});
}
