import { activities } from '#modules/activities/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** The small photograph of a participant; its address changes with it (`?v=`), so the browser may keep it for the day. */
export const GET: RequestHandler = async (event) => {
	const { activity: id, person: personId } = event.params;
	const response = await download(event, activities.getParticipantPhoto, { id, personId });
	response.headers.set('cache-control', 'private, max-age=86400');
	return response;
};
