import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { startTask } from '#platform/server/tasks/start-task.ts';
import { loadImport, mustBeRead } from './import-row.ts';
import { planImport, refuseFaults } from './plan-import.ts';
import { refuseTwice } from './refuse-twice.ts';
import { writeImportTask } from './write-import-task.ts';

export const commitAccountsImport = defineOperation({
	name: 'accounting.commit-import',
	summary:
		'Have all the entries of an import written, with the journals and accounts they need, or none: a task that goes on after the answer',
	permission: 'accounting.import',
	kind: 'command',
	http: { method: 'post', path: '/accounting/imports/{id}/commit' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		/** Of `platform.get-task`; the import tells it too. */
		taskId: z.uuid()
	}),
	/** What can be refused at once is; the task asks again, since other things happen before its turn. */
	async run(context, { id }) {
		const row = await loadImport(context.tx, id);
		const { fileName, state, sha256 } = row;
		if (state !== 'draft')
			throw new Refusal('conflict', 'accounting.import-not-draft', { fileName });
		const understood = mustBeRead(row);
		await refuseTwice(context, { sha256, fileName });
		refuseFaults(await planImport(context.tx, understood));
		const options = { subject: id, total: understood.lines };
		const taskId = await startTask(context, writeImportTask, { id }, options);
		context.about('import', id, { fileName });
		return { taskId };
	}
});
