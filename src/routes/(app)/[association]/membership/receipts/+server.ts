import { membership } from '#modules/membership/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** The receipts of one collection. */
export const GET: RequestHandler = (event) =>
	download(event, membership.printReceipts, {
		collectionId: event.url.searchParams.get('collection') ?? ''
	});
