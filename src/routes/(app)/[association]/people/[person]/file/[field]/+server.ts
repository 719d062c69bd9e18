import { people } from '#modules/people/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** The file that a field of the person holds. */
export const GET: RequestHandler = (event) =>
	download(event, people.getPersonFile, { id: event.params.person, field: event.params.field });
