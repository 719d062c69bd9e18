import { activities } from '#modules/activities/server/index.ts';
import { isSeason } from '#modules/activities/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const archived = event.url.searchParams.has('archived');
	const { permissions, personId } = callerOf(event).actor;
	const asked = event.url.searchParams.get('season') ?? '';
	const season = isSeason(asked) ? asked : undefined;
	return {
		...(await read(event, activities.listActivities, { archived, season })),
		archived,
		season,
		personId,
		mayCount: permissions.has('activities.figures'),
		mayWrite: permissions.has('activities.write')
	};
};
