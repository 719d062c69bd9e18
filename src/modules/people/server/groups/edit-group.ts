import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { searchGroups } from '../find/search-groups.ts';
import { groupFields, readGroupFields } from './group-fields.ts';
import { lockGroup } from './group-row.ts';

export const editGroup = defineOperation({
	name: 'people.edit-group',
	summary: 'Renames, describes or moves a group, and says how people enter it.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'put', path: '/groups/{id}' },
	input: groupFields.extend({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	/** @throws {Refusal} `people.group-not-found`, `people.group-name-taken`, `people.group-is-search`, and those of `readGroupFields` */
	async run(context, { id, ...input }) {
		const { tx, about, announce } = context;
		const before = await lockGroup(tx, id);
		const group = await readGroupFields(context, input, id);
		const { name } = group;
		const isSearch = (await searchGroups(tx)).some((one) => one.id === id);
		if (isSearch && group.joining !== 'closed') {
			throw refuseField('joining', 'people.group-is-search');
		}
		const taken = await sql`
			SELECT FROM people.person_group g
			WHERE g.name_key = ${group.nameKey} AND g.id <> ${id}`.execute(tx);
		if (taken.rows.length > 0) throw refuseField('name', 'people.group-name-taken', { name });
		await sql`
			UPDATE people.person_group g
			SET name = ${name}, name_key = ${group.nameKey}, description = ${group.description},
				parent_id = ${group.parentId}, joining = ${group.joining},
				kept_by_leaders = ${group.keptByLeaders}
			WHERE g.id = ${id}`.execute(tx);
		// Nobody decides on requests to a group that anybody enters, or nobody.
		if (before.joining === 'request' && group.joining !== 'request') {
			await sql`DELETE FROM people.join_request r WHERE r.group_id = ${id}`.execute(tx);
		}
		about('group', id, { name });
		await announce('people.group-changed', { groupId: id });
		return { id };
	}
});
