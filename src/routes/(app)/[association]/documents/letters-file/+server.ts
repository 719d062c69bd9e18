import { documents } from '#modules/documents/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { lettersIn } from '../audience.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	download(event, documents.printLetters, lettersIn(event.url.searchParams));
