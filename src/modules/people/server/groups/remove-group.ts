import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { lockGroup } from './group-row.ts';

export const removeGroup = defineOperation({
	name: 'people.remove-group',
	summary:
		'Removes a group that has nobody and no group within; the people of the association stay.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'delete', path: '/groups/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	/** @throws {Refusal} `people.group-not-found`, `people.group-not-empty` */
	async run({ tx, about, announce }, { id }) {
		const { name } = await lockGroup(tx, id);
		const { rows } = await sql`
			SELECT FROM people.group_member m WHERE m.group_id = ${id}
			UNION ALL SELECT FROM people.person_group g WHERE g.parent_id = ${id}
			LIMIT 1`.execute(tx);
		if (rows.length > 0) throw new Refusal('conflict', 'people.group-not-empty', { name });
		await sql`DELETE FROM people.person_group g WHERE g.id = ${id}`.execute(tx);
		about('group', id, { name });
		await announce('people.group-changed', { groupId: id });
		return { id };
	}
});
