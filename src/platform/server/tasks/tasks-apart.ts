import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { inHost } from '../database/db.ts';
import { log } from '../log.ts';
import type { Runtime } from '../runtime.ts';
import { taskEnded } from './run-tasks.ts';

/** A task is there and gone: more room for what is young makes it a third faster than a server's limits would. */
const NODE_OPTIONS = ['--max-semi-space-size=16', '--max-old-space-size=768'];

/** What the process says: the association of a task that has ended, or that none waits any more. */
export type TasksTold =
	| { readonly ended: string; readonly done?: never }
	| { readonly done: true; readonly ended?: never };

/**
 * Has tasks done in a process of their own: the program goes on answering meanwhile, and their memory leaves with
 * them. The process stays a little after its last task, for the one that comes after a look at the first.
 * @param commandLine module of the command line, which knows `work`
 */
export function tasksApart(program: Runtime, commandLine: string) {
	let stopping = false;
	let child: ChildProcess | undefined;
	const start = (): ChildProcess => {
		const { dataFolder, publicUrl = program.address } = program.settings;
		const started = fork(commandLine, ['work'], {
			execArgv: NODE_OPTIONS,
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
			env: { ...process.env, ESSAIM_DATA: dataFolder, ...(publicUrl && { PUBLIC_URL: publicUrl }) }
		});
		started.once('exit', () => (child = undefined));
		started.on('error', ({ message: error }) => {
			log().error({ error }, 'the process of tasks failed');
			if (!started.connected) child = undefined;
		});
		started.on('message', ({ ended }: TasksTold) => ended && taskEnded(ended));
		return started;
	};
	/** @throws {Error} when the process fails: the tasks are found again at the next round */
	const work = async () => {
		child ??= start();
		const worker = child;
		await new Promise<void>((resolve, reject) => {
			const told = ({ done }: TasksTold) => {
				if (!done) return;
				worker.off('message', told).off('exit', gone);
				resolve();
			};
			const gone = (code: number | null) => {
				if (code === 0 || stopping) resolve();
				else reject(new Error(`the process of tasks ended with ${code}`));
			};
			worker.on('message', told).once('exit', gone).once('error', reject);
			// One that has just gone says so by its end.
			worker.send('work', () => {});
		});
	};
	return {
		async round(): Promise<void> {
			while (!stopping && (await someTaskWaits(program))) await work();
		},
		/** Starts the process for a task that is expected; it leaves by itself when none comes. */
		prepare(): void {
			if (!stopping) child ??= start();
		},
		/** A task in hand is given up, and begins again at the next start. */
		async stop(): Promise<void> {
			stopping = true;
			const worker = child;
			if (!worker) return;
			worker.kill('SIGTERM');
			await once(worker, 'exit');
		}
	};
}
/** Those of an association where another process runs one wait for that process. */
async function someTaskWaits({ database }: Runtime): Promise<boolean> {
	const { rows } = await inHost(database.db, (tx) =>
		sql`SELECT FROM (
				SELECT DISTINCT association_id FROM platform.task WHERE state IN ('waiting', 'running')
			) t
			WHERE pg_try_advisory_xact_lock(hashtext('platform.task'), hashtext(association_id::text))
			LIMIT 1`.execute(tx)
	);
	return rows.length > 0;
}
