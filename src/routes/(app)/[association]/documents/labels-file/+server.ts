import { documents } from '#modules/documents/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { labelsIn } from '../audience.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	download(event, documents.printLabels, labelsIn(event.url.searchParams));
