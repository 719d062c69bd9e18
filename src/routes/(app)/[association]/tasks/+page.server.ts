import { read } from '#platform/page/perform.server.ts';
import { listTasks } from '#platform/server/operations/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const cursor = event.url.searchParams.get('cursor') ?? undefined;
	return read(event, listTasks, { cursor });
};
