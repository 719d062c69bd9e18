import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import type { Task } from './task.ts';

/** Announced with the task, so that the rounds of tasks wake once it is committed. */
export const TASK_STARTED = 'platform.task-started';

/**
 * Has the work begin once this operation is committed; answers the id of the task.
 * @param options.subject what it is about: a second task of the same name on it is refused while the first is in hand
 * @param options.total how much there is to do, when it is known already
 * @throws {Refusal} `platform.task-in-hand`
 */
export async function startTask<Input extends Record<string, unknown>>(
	{ tx, association, actor, announce, now }: OperationContext,
	task: Task<Input>,
	input: Input,
	{ subject, total }: { subject?: string; total?: number } = {}
): Promise<string> {
	const id = newId();
	const row = await tx
		.withTables<PlatformTables>()
		.insertInto('platform.task')
		.values({
			association_id: association.id,
			...{ id, name: task.name, permission: task.permission },
			subject: subject ?? null,
			input: JSON.stringify(input),
			account_id: actor.accountId,
			total: total ?? null,
			created_at: now
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) throw new Refusal('conflict', 'platform.task-in-hand');
	await announce(TASK_STARTED, { task: id });
	return id;
}
