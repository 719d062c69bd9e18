import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { startTask } from '#platform/server/tasks/start-task.ts';
import { duesTotals, toRecord } from '#modules/membership/domain/import/plan.ts';
import { importTotals } from './describe-import.ts';
import { acceptedPlan } from './accepted-plan.ts';
import { lockImport } from './import-row.ts';
import { writeImport, writeImportTask } from './write-import.ts';

/** More of them would have whoever imports wait for the answer. */
const POSTED_AT_ONCE = 200;

export const commitImport = defineOperation({
	name: 'membership.commit-import',
	summary:
		'Records the memberships that the preview shows, all or nothing; faulty lines are left out only when told so. Many payments are written into the accounts by a task that goes on after the answer.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/imports/{id}/commit' },
	input: z.strictObject({ id: z.uuid(), leaveOutFaultyLines: z.boolean().default(false) }),
	output: z.object({
		/** What is recorded, or will be by the task. */
		totals: importTotals,
		/** Of `platform.get-task`, when there are many payments; the import tells it too. */
		taskId: z.uuid().optional()
	}),
	async run(context, { id, leaveOutFaultyLines }) {
		const row = await lockImport(context.tx, id);
		const plan = await acceptedPlan(context, row, leaveOutFaultyLines);
		const totals = duesTotals(plan.lines);
		const paid = toRecord(plan.lines).filter(({ paidCents }) => paidCents > 0);
		if (row.choices.money !== 'posted' || paid.length <= POSTED_AT_ONCE)
			return { totals: await writeImport(context, row, plan) };
		context.about('dues-import', id);
		const input = { id, leaveOutFaultyLines };
		const options = { subject: id, total: paid.length };
		return { totals, taskId: await startTask(context, writeImportTask, input, options) };
	}
});
