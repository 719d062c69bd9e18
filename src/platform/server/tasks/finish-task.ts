import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '#shared/errors.ts';
import { inAssociation } from '../database/db.ts';
import { runtime } from '../runtime.ts';
import type { PlatformTables } from '../tables.ts';
import { runTasks } from './run-tasks.ts';

const AGAIN_MS = 250;

/**
 * For whoever does wait, such as the command line: does the tasks in hand, or sees a running server do them, until
 * this one has ended; answers its outcome.
 * @throws {Refusal} what ended it
 */
export async function finishTask(
	associationId: string,
	id: string
): Promise<Readonly<Record<string, unknown>>> {
	for (;;) {
		await runTasks();
		const task = await inAssociation(runtime().database.db, associationId, (tx) =>
			tx
				.withTables<PlatformTables>()
				.selectFrom('platform.task')
				.select(['state', 'outcome', 'refusal'])
				.where('id', '=', id)
				.executeTakeFirst()
		);
		if (!task) throw new Refusal('not-found', 'platform.task-not-found');
		if (task.refusal) {
			const { kind, code, parameters, faults } = task.refusal;
			throw new Refusal(kind, code, parameters, faults);
		}
		if (task.state === 'done') return task.outcome ?? {};
		await delay(AGAIN_MS);
	}
}
