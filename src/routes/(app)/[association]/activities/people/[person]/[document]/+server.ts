import { activities } from '#modules/activities/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	download(event, activities.downloadDocument, { id: event.params.document });
