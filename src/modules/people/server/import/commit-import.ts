import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { startTask } from '#platform/server/tasks/start-task.ts';
import { faultsOfParts, totalsOfParts } from './import-parts.ts';
import type { ImportRow } from './import-row.ts';
import { isLong, lockImport, refuseUnlessDraft } from './import-row.ts';
import { importTotals } from './preview-import.read.ts';
import { writeImport, writeImportTask } from './write-import.ts';

export const commitImport = defineOperation({
	name: 'people.commit-import',
	summary:
		'Does what the preview shows, all or nothing; faulty lines are left out only when told so. A long file is a task that goes on after the answer.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'post', path: '/person-imports/{id}/commit' },
	input: z.strictObject({ id: z.uuid(), leaveOutFaultyLines: z.boolean().default(false) }),
	output: z.object({
		/** Of a long file, the outcome of the task tells them. */
		totals: importTotals.optional(),
		/** Of `platform.get-task`, when the file is long; the import tells it too. */
		taskId: z.uuid().optional()
	}),
	/**
	 * @throws {Refusal} `people.import-not-draft`, `people.import-has-faults`; `people.import-being-read` of a long file
	 * whose preview isn’t made yet; `people.import-people-changed`
	 */
	async run(context, { id, leaveOutFaultyLines }) {
		const row = await lockImport(context.tx, id);
		refuseUnlessDraft(row);
		if (!isLong(row)) return { totals: await writeImport(context, row, leaveOutFaultyLines) };
		if (!leaveOutFaultyLines) await refuseFaults(context, row);
		context.about('import', id);
		const options = { subject: id, total: row.lineCount };
		return {
			taskId: await startTask(context, writeImportTask, { id, leaveOutFaultyLines }, options)
		};
	}
});

/** What can be refused at once is; the task asks again, since other things happen before its turn. */
async function refuseFaults({ tx }: OperationContext, { id }: ImportRow): Promise<void> {
	const { error: count } = await totalsOfParts(tx, id);
	if (count === 0) return;
	throw new Refusal('invalid', 'people.import-has-faults', { count }, await faultsOfParts(tx, id));
}
