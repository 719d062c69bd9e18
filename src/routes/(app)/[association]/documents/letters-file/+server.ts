import { documents } from '#modules/documents/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { audienceIn } from '../audience.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	const letterId = searchParams.get('letter');
	return download(event, documents.printLetters, { ...audienceIn(searchParams), letterId });
};
