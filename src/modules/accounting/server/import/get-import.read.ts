import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { lastTaskAbout } from '#platform/server/tasks/task-view.ts';
import { loadImport } from './import-row.ts';
import { importView, viewImport } from './import-view.ts';

export const getAccountsImport = defineOperation({
	name: 'accounting.get-import',
	summary:
		'What was understood of a file of accounts, what importing it does, and how far it has come',
	permission: 'accounting.import',
	kind: 'query',
	http: { method: 'get', path: '/accounting/imports/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: importView,
	async run(context, { id }) {
		// Before the import, which is not to be seen unwritten with a task that is done.
		const task = await lastTaskAbout(context, id);
		return viewImport(context, await loadImport(context.tx, id), task);
	}
});
