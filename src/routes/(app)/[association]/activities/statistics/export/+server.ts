import { activities } from '#modules/activities/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const season = event.url.searchParams.get('season') ?? undefined;
	const format = event.url.searchParams.get('format') ?? 'ods';
	return download(event, activities.exportSeasonStatistics, { season, format });
};
