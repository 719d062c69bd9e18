import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { ownTasks, taskView } from '../tasks/task-view.ts';
import { keysetInput, pageOf } from './keyset.ts';

export const listTasks = defineOperation({
	name: 'platform.list-tasks',
	summary: 'List the long works that one asked for within a week and may still do, the last first',
	permission: 'platform.enter',
	kind: 'query',
	http: { method: 'get', path: '/tasks' },
	input: z.strictObject(keysetInput),
	output: z.object({ rows: z.array(taskView), nextCursor: z.string().nullable() }),
	async run(context, page) {
		return pageOf(await ownTasks(context, page), page.limit);
	}
});
