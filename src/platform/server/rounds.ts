import { setTimeout as delay } from 'node:timers/promises';
import { log } from './log.ts';

const ROUND_MS = 15_000;
/** Between two rounds, so that a burst of commits is served by a few of them. */
const REST_MS = 200;

/** Does the work as soon as it is woken, and every quarter of a minute whatever happened; never twice at a time. */
export function startRounds(
	what: string,
	work: () => Promise<void>
): { wake(): void; stop(): Promise<void> } {
	let running: Promise<void> | undefined;
	let again = false;
	let stopped = false;
	const wake = () => {
		if (stopped) return;
		if (running) {
			again = true;
			return;
		}
		running = work()
			.catch((error: Error) => log().error({ error: error.message }, `a round of ${what} failed`))
			.then(() => (again ? delay(REST_MS) : undefined))
			.finally(() => {
				running = undefined;
				if (again) {
					again = false;
					wake();
				}
			});
	};
	const timer = setInterval(wake, ROUND_MS);
	wake();
	return {
		wake,
		async stop() {
			stopped = true;
			clearInterval(timer);
			await running;
		}
	};
}
