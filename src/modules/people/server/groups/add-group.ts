import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { groupFields, readGroupFields } from './group-fields.ts';

export const addGroup = defineOperation({
	name: 'people.add-group',
	summary: 'Adds a group of people, such as a board or a committee, alone or within another.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/groups', success: 201 },
	input: groupFields,
	output: z.object({ id: z.uuid() }),
	async run(context, input) {
		const { tx, association, about } = context;
		const id = newId();
		const group = await readGroupFields(context, input, id);
		const { name } = group;
		const { rows } = await sql`
			INSERT INTO people.person_group
				(association_id, id, name, name_key, description, parent_id, joining, kept_by_leaders)
			VALUES (${association.id}, ${id}, ${name}, ${group.nameKey}, ${group.description},
				${group.parentId}, ${group.joining}, ${group.keptByLeaders})
			ON CONFLICT (association_id, name_key) DO NOTHING RETURNING id`.execute(tx);
		if (rows.length === 0) throw refuseField('name', 'people.group-name-taken', { name });
		about('group', id, { name });
		return { id };
	}
});
