import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { groupFields, readGroupFields } from '../groups/group-fields.ts';
import { peopleFilter } from '../people-filter.ts';
import { refuseNoGroupSearch } from './search-groups.ts';

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
	/** @throws {Refusal} those of `refuseNoGroupSearch` and of `readGroupFields`, `people.group-name-taken` */
	async run(context, { where, match, ...typed }) {
		const { tx, association, about, announce } = context;
		const id = newId();
		const given = groupFields.parse({ ...typed, joining: 'closed', keptByLeaders: false });
		const group = await readGroupFields(context, given, id);
		await refuseNoGroupSearch(context, where);
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
