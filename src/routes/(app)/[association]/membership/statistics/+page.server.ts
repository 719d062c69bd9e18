import { activities } from '#modules/activities/server/index.ts';
import { membership } from '#modules/membership/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const may = callerOf(event).actor.permissions.has(activities.seasonStatistics.permission);
	const [figures, season] = await Promise.all([
		read(event, membership.memberStatistics, {}),
		may ? read(event, activities.seasonStatistics, {}) : undefined
	]);
	return {
		figures,
		activities: (season?.activities ?? []).map(({ name, registered }) => {
			return { label: name, value: registered };
		})
	};
};
