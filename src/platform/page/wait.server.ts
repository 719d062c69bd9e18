import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { DataOperation } from '#platform/server/operation.ts';
import { read } from './perform.server.ts';

/** For a form that starts a task: sends on to the page that shows how far it is; a refusal becomes an error page. */
export async function actAndWait<Input extends z.ZodType>(
	event: RequestEvent,
	operation: DataOperation<Input, z.ZodObject<{ taskId: z.ZodUUID }>>,
	input: unknown
): Promise<never> {
	const { taskId } = await read(event, operation, input as z.input<Input>);
	redirect(303, `/${event.params['association']}/tasks/${taskId}`);
}
