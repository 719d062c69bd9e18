import { documents } from '#modules/documents/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { audienceIn, numberIn } from '../audience.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	return download(event, documents.printLabels, {
		...audienceIn(searchParams),
		format: searchParams.get('format') ?? undefined,
		start: numberIn(searchParams, 'start'),
		perMailbox: searchParams.get('perMailbox') === 'on'
	});
};
