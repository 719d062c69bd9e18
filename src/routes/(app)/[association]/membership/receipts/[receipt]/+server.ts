import { membership } from '#modules/membership/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	download(event, membership.printReceipt, { id: event.params.receipt });
