import { activities } from '#modules/activities/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	download(event, activities.printAttendanceSheet, {
		id: event.params.session,
		photos: event.url.searchParams.has('photos')
	});
