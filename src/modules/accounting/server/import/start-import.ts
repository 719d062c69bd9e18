import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { startTask } from '#platform/server/tasks/start-task.ts';
import { lastTaskAbout } from '#platform/server/tasks/task-view.ts';
import { tables } from '../tables.ts';
import { loadImport } from './import-row.ts';
import type { Understood } from './import-row.ts';
import { importView, viewImport } from './import-view.ts';
import { keptAccounts } from './read-accounts.ts';
import type { AccountsFile } from './read-accounts.ts';
import { readImportTask, readingUnits } from './read-import-task.ts';
import { refuseTwice } from './refuse-twice.ts';
import { isLarge, understand } from './understand.ts';

export const startAccountsImport = defineOperation({
	name: 'accounting.start-import',
	summary:
		'Read a file of accounts of another program (FEC flat or XML, Paheko, CSV, XLSX, ODS) and tell what importing it would do; a large one is read by a task, after the answer',
	permission: 'accounting.import',
	kind: 'command',
	http: { method: 'post', path: '/accounting/imports', success: 201 },
	input: z.strictObject({
		/** Id of a file that was uploaded before. */
		file: z.uuid()
	}),
	output: importView,
	async run(context, input) {
		const { tx } = context;
		const kept = await findFile(context, input.file);
		const file = { sha256: kept.sha256, fileName: kept.name };
		await refuseTwice(context, file);
		const id = newId();
		if (isLarge(kept)) {
			await insertImport(context, id, file, null);
			const options = { subject: id, total: readingUnits(kept.size) };
			await startTask(context, readImportTask, { id, size: kept.size }, options);
		} else {
			const read = await understand(keptAccounts(context, file), context.actor.locale);
			await insertImport(context, id, file, read.understood);
		}
		context.about('import', id, { fileName: file.fileName });
		return viewImport(context, await loadImport(tx, id), await lastTaskAbout(context, id));
	}
});

async function insertImport(
	{ tx, association, actor, now }: OperationContext,
	id: string,
	{ sha256, fileName }: AccountsFile,
	understood: Understood | null
): Promise<void> {
	await tables(tx)
		.insertInto('accounting.import')
		.values({
			association_id: association.id,
			id,
			file_name: fileName,
			sha256,
			understood: understood && JSON.stringify(understood),
			fiscal_year_id: null,
			made: null,
			created_at: now,
			created_by: actor.accountId,
			committed_at: null,
			undone_at: null
		})
		.execute();
}
