import { once } from 'node:events';
import { runTasks } from '#platform/server/tasks/run-tasks.ts';
import type { TasksTold } from '#platform/server/tasks/tasks-apart.ts';
import { EXIT, type Command } from '../command.ts';
import { withProgram } from '../with-program.ts';

/** How long it stays for the next task of a server: people look at what an import would do, then have it done. */
const LINGER_MS = 30_000;

/** A server has its tasks done by it (`tasksApart`); anyone may. */
export const work: Command = {
	name: 'work',
	summary:
		'Do the tasks that wait (imports, large files); a running server has them done by itself',
	usage: '',
	options: {},
	examples: ['essaim work'],
	async run({ settings, answer }) {
		const stop = new AbortController();
		for (const event of ['SIGINT', 'SIGTERM', 'disconnect'])
			process.once(event, () => stop.abort());
		try {
			const done = await withProgram(settings, () =>
				process.connected ? workForServer(stop.signal) : doAll(stop.signal)
			);
			answer({ done }, done === 1 ? '1 task done.' : `${done} tasks done.`);
			return EXIT.done;
		} finally {
			// A server that listens would keep it from ending.
			if (process.connected) process.disconnect?.();
		}
	}
};

async function doAll(stop: AbortSignal, tell?: (associationId: string) => void) {
	let done = 0;
	for (let ended; !stop.aborted && (ended = await runTasks(() => stop.aborted, tell)) > 0;)
		done += ended;
	return done;
}

/** Each time that the server asks, until it asks no more for a while. */
async function workForServer(stop: AbortSignal): Promise<number> {
	const tell = (message: TasksTold) => void process.send?.(message);
	let done = 0;
	for (;;) {
		const signal = AbortSignal.any([stop, AbortSignal.timeout(LINGER_MS)]);
		const asked = await once(process, 'message', { signal }).catch(() => undefined);
		if (!asked) return done;
		done += await doAll(stop, (associationId) => tell({ ended: associationId }));
		tell({ done: true });
	}
}
