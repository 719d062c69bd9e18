import { json } from '@sveltejs/kit';
import { read } from '#platform/page/perform.server.ts';
import { getTask } from '#platform/server/operations/index.ts';
import type { RequestHandler } from './$types';

/** How far a long work has come, for the page that waits for it. */
export const GET: RequestHandler = async (event) =>
	json(await read(event, getTask, { id: event.params.task }));
