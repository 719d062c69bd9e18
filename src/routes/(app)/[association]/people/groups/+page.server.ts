import { inTreeOrder } from '#modules/people/index.ts';
import { people } from '#modules/people/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { groups } = await read(event, people.listGroups, {});
	const { permissions } = callerOf(event).actor;
	return {
		groups: inTreeOrder(groups),
		reads: permissions.has('people.read'),
		mayWrite: permissions.has(people.addGroup.permission)
	};
};
