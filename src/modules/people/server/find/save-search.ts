import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { peopleFilter } from '../people-filter.ts';
import { askedSearch } from './read-search.ts';
import { refusingTakenNames, searchName } from './saved-search-row.ts';

const MOST_SEARCHES = 300;

export const saveSearch = defineOperation({
	name: 'people.save-search',
	summary: 'Keeps a search by name, for oneself.',
	permission: 'people.read',
	kind: 'command',
	http: { method: 'post', path: '/person-searches', success: 201 },
	input: peopleFilter.pick({ where: true, match: true }).extend({ name: z.string().max(1_000) }),
	output: z.object({ id: z.uuid() }),
	async run(context, { name: typed, where, match }) {
		const { tx, association, actor, now } = context;
		const { name, key } = searchName(typed);
		const asked = await askedSearch(context, where);
		if (asked.length === 0) throw refuseField('where', 'people.search-empty');
		const { rows } = await sql<{ count: number }>`
			SELECT count(*) AS count FROM people.saved_search s
			WHERE s.account_id IS NOT DISTINCT FROM ${actor.accountId}::uuid`.execute(tx);
		if ((rows[0]?.count ?? 0) >= MOST_SEARCHES) {
			throw new Refusal('conflict', 'people.searches-too-many', { limit: MOST_SEARCHES });
		}
		const id = newId();
		await refusingTakenNames(
			name,
			sql`INSERT INTO people.saved_search
					(association_id, id, name, name_key, conditions, match, account_id, shared, created_at)
				VALUES (${association.id}, ${id}, ${name}, ${key}, ${where}, ${match},
					${actor.accountId}::uuid, false, ${now})`.execute(tx)
		);
		context.about('search', id);
		return { id };
	}
});
