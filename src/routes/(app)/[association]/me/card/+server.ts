import { documents } from '#modules/documents/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { aboutIn } from '../about.server.ts';
import type { RequestHandler } from './$types';

/** Asked for by a form: a card gets its code when it is first printed. */
export const POST: RequestHandler = (event) =>
	download(event, documents.printOwnCard, { personId: aboutIn(event) });
