import { people } from '#modules/people/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** The photograph; its address changes with it (`?v=`), so the browser may keep it for the day. */
export const GET: RequestHandler = async (event) => {
	const { searchParams: asked } = event.url;
	const response = await download(event, people.getPhoto, {
		id: event.params.person,
		size: asked.has('small') ? 'small' : 'full',
		state: asked.has('waiting') ? 'waiting' : 'kept'
	});
	response.headers.set('cache-control', 'private, max-age=86400');
	return response;
};
