import { read } from '#platform/page/perform.server.ts';
import { getTask } from '#platform/server/operations/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	task: await read(event, getTask, { id: event.params.task })
});
