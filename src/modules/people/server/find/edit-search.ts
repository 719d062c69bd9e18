import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { peopleFilter } from '../people-filter.ts';
import { askedSearch } from './read-search.ts';
import { changeableSearch, refusingTakenNames, searchName } from './saved-search-row.ts';

export const editSearch = defineOperation({
	name: 'people.edit-search',
	summary: 'Renames a saved search, or changes what it asks.',
	permission: 'people.read',
	kind: 'command',
	http: { method: 'patch', path: '/person-searches/{id}' },
	input: z.strictObject({
		id: z.uuid(),
		name: z.string().max(1_000).optional(),
		where: peopleFilter.shape.where.unwrap().optional(),
		match: peopleFilter.shape.match.unwrap().optional()
	}),
	output: z.object({ id: z.uuid() }),
	async run(context, { id, ...typed }) {
		const before = await changeableSearch(context, id);
		const after = { ...before, ...typed };
		const { name, key } = searchName(after.name);
		if (typed.where !== undefined) {
			const asked = await askedSearch(context, typed.where);
			if (asked.length === 0) throw refuseField('where', 'people.search-empty');
		}
		await refusingTakenNames(
			name,
			sql`UPDATE people.saved_search s
				SET name = ${name}, name_key = ${key}, conditions = ${after.where}, match = ${after.match}
				WHERE s.id = ${id}`.execute(context.tx)
		);
		context.about('search', id);
		return { id };
	}
});

export const shareSearch = defineOperation({
	name: 'people.share-search',
	summary:
		'Shares a search of one’s own with all who read the records, or takes a shared one back for oneself.',
	permission: 'people.share-searches',
	kind: 'command',
	http: { method: 'put', path: '/person-searches/{id}/shared' },
	input: z.strictObject({ id: z.uuid(), shared: z.boolean() }),
	output: z.object({ id: z.uuid() }),
	async run(context, { id, shared }) {
		const { name } = await changeableSearch(context, id);
		// One that nobody shares any more is of whoever took it back.
		await refusingTakenNames(
			name,
			sql`UPDATE people.saved_search s
				SET shared = ${shared},
					account_id = CASE WHEN ${shared} THEN s.account_id ELSE ${context.actor.accountId}::uuid END
				WHERE s.id = ${id}`.execute(context.tx)
		);
		context.about('search', id, { shared });
		return { id };
	}
});

export const removeSearch = defineOperation({
	name: 'people.remove-search',
	summary: 'Removes a saved search; the people that it found stay.',
	permission: 'people.read',
	kind: 'command',
	http: { method: 'delete', path: '/person-searches/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	async run(context, { id }) {
		const { name } = await changeableSearch(context, id);
		await sql`DELETE FROM people.saved_search s WHERE s.id = ${id}`.execute(context.tx);
		context.about('search', id, { name });
		return { id };
	}
});
