import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { lockGroup } from '../groups/group-row.ts';
import { peopleFilter } from '../people-filter.ts';
import { refuseNoGroupSearch, searchGroups } from './search-groups.ts';

export const editSearchGroup = defineOperation({
	name: 'people.edit-search-group',
	summary: 'Gives a group that is a search other conditions: its people come and go at once.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'put', path: '/search-groups/{id}' },
	input: peopleFilter.pick({ where: true, match: true }).extend({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	/**
	 * @throws {Refusal} `people.group-not-found`; `people.group-no-search` for one whose people are entered by hand;
	 * those of `refuseNoGroupSearch`
	 */
	async run(context, { id, where, match }) {
		const { tx, about, announce } = context;
		const { name } = await lockGroup(tx, id);
		if (!(await searchGroups(tx)).some((one) => one.id === id)) {
			throw new Refusal('conflict', 'people.group-no-search', { group: name });
		}
		await refuseNoGroupSearch(context, where);
		await sql`
			UPDATE people.person_group g SET conditions = ${where}, match = ${match}
			WHERE g.id = ${id}`.execute(tx);
		about('group', id, { name, where });
		await announce('people.group-changed', { groupId: id });
		return { id };
	}
});
