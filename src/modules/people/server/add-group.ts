import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { cleanLine } from '../domain/cleaned.ts';

export const addGroup = defineOperation({
	name: 'people.add-group',
	summary: 'Adds a group of people, such as a board or a committee.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/groups', success: 201 },
	input: z.strictObject({ name: z.string().max(1_000) }),
	output: z.object({ id: z.uuid() }),
	async run({ tx, association, about }, input) {
		const read = cleanLine(input.name, 100);
		if ('fault' in read) throw refuseField('name', read.fault, read.parameters);
		const name = read.value;
		if (name === null) throw refuseField('name', 'people.group-name-needed');
		const id = newId();
		const { rows } = await sql`
			INSERT INTO people.person_group (association_id, id, name, name_key)
			VALUES (${association.id}, ${id}, ${name}, ${fold(name) || name})
			ON CONFLICT (association_id, name_key) DO NOTHING RETURNING id`.execute(tx);
		if (rows.length === 0) throw refuseField('name', 'people.group-name-taken', { name });
		about('group', id, { name });
		return { id };
	}
});
