import { download } from '#platform/page/perform.server.ts';
import { getLogo } from '#platform/server/operations/index.ts';
import type { RequestHandler } from './$types';

/** The logo; its address changes with it (`?v=`), so the browser may keep it. */
export const GET: RequestHandler = async (event) => {
	const response = await download(event, getLogo, {});
	response.headers.set('cache-control', 'private, max-age=31536000, immutable');
	return response;
};
