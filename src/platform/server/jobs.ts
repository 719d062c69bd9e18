import { PgBoss } from 'pg-boss';
import { QUEUE_SCHEMA } from './database/migrate.ts';
import { log } from './log.ts';
import { sendWaitingMail } from './mail.ts';
import type { Job } from './module.ts';
import { deliverOutbox, onOutboxWake } from './outbox.ts';
import { startRounds } from './rounds.ts';
import type { Runtime } from './runtime.ts';
import { onTasksExpected, onTasksWake } from './tasks/run-tasks.ts';
import { tasksApart } from './tasks/tasks-apart.ts';

/**
 * Starts the queue of the modules' jobs and the rounds of the outbox and of tasks; answers how to stop them: work in
 * hand is finished, a task is given up and begins again at the next start.
 * @param commandLine module of the command line: see `tasksApart`
 */
export async function startJobs(
	started: Runtime,
	jobs: readonly Job[],
	commandLine: string
): Promise<() => Promise<void>> {
	const outbox = startRounds('the outbox', deliverAll);
	onOutboxWake(outbox.wake);
	const apart = tasksApart(started, commandLine);
	const tasks = startRounds('tasks', apart.round);
	onTasksWake(tasks.wake);
	onTasksExpected(apart.prepare);
	const stopRounds = async () => {
		onOutboxWake(undefined);
		onTasksWake(undefined);
		onTasksExpected(undefined);
		await Promise.all([outbox.stop(), apart.stop(), tasks.stop()]);
	};
	if (jobs.length === 0) return stopRounds;
	const { pool } = started.database;
	const queue = new PgBoss({
		db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values as never) },
		schema: QUEUE_SCHEMA,
		migrate: false,
		createSchema: false
	});
	queue.on('error', (error) => log().error({ error: error.message }, 'the job queue failed'));
	await queue.start();
	for (const job of jobs) {
		await queue.createQueue(job.name, { retryLimit: 5, retryBackoff: true });
		await queue.work<Record<string, unknown>>(job.name, async ([taken]) => {
			await job.run(taken?.data ?? {});
		});
		if (job.cron) await queue.schedule(job.name, job.cron, {}, { tz: 'Europe/Paris' });
	}
	started.queue = queue;
	return async () => {
		await stopRounds();
		await queue.stop({ graceful: true, timeout: 20_000 });
	};
}

async function deliverAll(): Promise<void> {
	while ((await deliverOutbox()) > 0);
	while ((await sendWaitingMail()) > 0);
}
