import { download } from '#platform/page/perform.server.ts';
import { getTaskFile } from '#platform/server/operations/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	download(event, getTaskFile, { id: event.params.task });
