import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { loadTask, taskView, viewTask } from '../tasks/task-view.ts';

export const getTask = defineOperation({
	name: 'platform.get-task',
	summary: 'How far a long work has come that the caller may do, and how it ended',
	permission: 'platform.enter',
	kind: 'query',
	http: { method: 'get', path: '/tasks/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: taskView,
	async run(context, { id }) {
		return viewTask(await loadTask(context, id), context.actor);
	}
});
