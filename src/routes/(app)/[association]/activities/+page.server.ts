import { activities } from '#modules/activities/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const archived = event.url.searchParams.has('archived');
	const { permissions } = callerOf(event).actor;
	return {
		...(await read(event, activities.listActivities, { archived })),
		archived,
		mayWrite: permissions.has('activities.write')
	};
};
