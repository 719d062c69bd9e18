import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readConditions } from '#modules/people/domain/find/condition.ts';
import { groupFields, readGroupFields } from '../groups/group-fields.ts';
import { peopleFilter } from '../people-filter.ts';
import { askedSearch, readSearch } from './read-search.ts';
import { asAnyReader } from './search-groups.ts';

export const addSearchGroup = defineOperation({
	name: 'people.add-search-group',
	summary: 'Makes a search a group: whoever it finds is in it, today and later.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/search-groups', success: 201 },
	input: groupFields
		.pick({ name: true, description: true, parentId: true })
		.extend(peopleFilter.pick({ where: true, match: true }).shape),
	output: z.object({ id: z.uuid() }),
	/**
	 * @throws {Refusal} `people.search-empty`, `people.search-invalid`; `people.group-search-groups`, so that no group
	 * is ever found by itself; `people.group-search-restricted`, since all readers see who is in a group
	 */
	async run(context, { where, match, ...typed }) {
		const { tx, association, about, announce } = context;
		const id = newId();
		const given = groupFields.parse({ ...typed, joining: 'closed', keptByLeaders: false });
		const group = await readGroupFields(context, given, id);
		const asked = await askedSearch(context, where);
		if (asked.length === 0) throw refuseField('where', 'people.search-empty');
		if (readConditions(where).some(({ field }) => field === 'group')) {
			throw new Refusal('invalid', 'people.group-search-groups');
		}
		if ((await readSearch(asAnyReader(context), where)).some(({ fault }) => fault)) {
			throw new Refusal('invalid', 'people.group-search-restricted');
		}
		const { name } = group;
		const { rows } = await sql`
			INSERT INTO people.person_group
				(association_id, id, name, name_key, description, parent_id, joining, kept_by_leaders,
					conditions, match)
			VALUES (${association.id}, ${id}, ${name}, ${group.nameKey}, ${group.description},
				${group.parentId}, ${group.joining}, ${group.keptByLeaders}, ${where}, ${match})
			ON CONFLICT (association_id, name_key) DO NOTHING RETURNING id`.execute(tx);
		if (rows.length === 0) throw refuseField('name', 'people.group-name-taken', { name });
		about('group', id, { name });
		await announce('people.group-changed', { groupId: id });
		return { id };
	}
});
