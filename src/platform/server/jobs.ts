import { setTimeout as delay } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { QUEUE_SCHEMA } from './database/migrate.ts';
import { log } from './log.ts';
import { sendWaitingMail } from './mail.ts';
import type { Job } from './module.ts';
import { deliverOutbox, onOutboxWake } from './outbox.ts';
import type { Runtime } from './runtime.ts';

const ROUND_MS = 15_000;
/** Between two rounds, so that a burst of commits is served by a few of them. */
const REST_MS = 50;

/** Starts the queue of the modules' jobs and the rounds of the outbox; answers how to stop them, work in hand finished. */
export async function startJobs(
	started: Runtime,
	jobs: readonly Job[]
): Promise<() => Promise<void>> {
	const stopRounds = startRounds();
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

/** Events and mail leave as soon as a commit says so, and at every round whatever happened in between. */
function startRounds(): () => Promise<void> {
	let running: Promise<void> | undefined;
	let again = false;
	const round = () => {
		if (running) {
			again = true;
			return;
		}
		running = deliverAll()
			.catch((error: Error) =>
				log().error({ error: error.message }, 'a round of the outbox failed')
			)
			.then(() => (again ? delay(REST_MS) : undefined))
			.finally(() => {
				running = undefined;
				if (again) {
					again = false;
					round();
				}
			});
	};
	const timer = setInterval(round, ROUND_MS);
	onOutboxWake(round);
	round();
	return async () => {
		clearInterval(timer);
		onOutboxWake(undefined);
		again = false;
		await running;
	};
}

async function deliverAll(): Promise<void> {
	while ((await deliverOutbox()) > 0);
	while ((await sendWaitingMail()) > 0);
}
