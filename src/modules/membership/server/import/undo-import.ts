import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { startTask } from '#platform/server/tasks/start-task.ts';
import type { ImportRow } from './import-row.ts';
import { lockImport } from './import-row.ts';
import {
	countsOf,
	refuseUnlessFree,
	standingPayments,
	takeBack,
	takeBackTask
} from './take-back.ts';

/** More of them would have whoever undoes wait for the answer. */
const CANCELLED_AT_ONCE = 200;

export const undoImport = defineOperation({
	name: 'membership.undo-import',
	summary:
		'Takes back the memberships of an import, and its payments, unless something rests on them since. Many payments are cancelled by a task that goes on after the answer.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/imports/{id}/undo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		/** Those that are cancelled, or will be by the task. */
		cancelled: z.int(),
		/** Cancelled one by one before. */
		before: z.int(),
		/** People who were added with them, and stay. */
		people: z.int(),
		/** Of `platform.get-task`, when there are many payments; the import tells it too. */
		taskId: z.uuid().optional()
	}),
	async run(context, { id }) {
		const { tx } = context;
		const row = await lockImport(tx, id);
		await refuseUnlessFree(context, row);
		const { length: payments } = await standingPayments(tx, row);
		if (payments <= CANCELLED_AT_ONCE) return { ...(await takeBack(context, row)) };
		context.about('dues-import', id);
		const counts = countsOf(row, await standingMemberships(tx, row));
		const options = { subject: id, total: payments };
		return { ...counts, taskId: await startTask(context, takeBackTask, { id }, options) };
	}
});

async function standingMemberships(tx: Tx, { id }: ImportRow): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		SELECT count(*) AS count FROM membership.membership m
		WHERE m.import_id = ${id} AND m.cancelled_at IS NULL`.execute(tx);
	return rows[0]?.count ?? 0;
}
