import { setImmediate as turn } from 'node:timers/promises';

/** What waits to be served, and whom to tell. */
export interface Waiting<Item, Answer> {
	readonly item: Item;
	resolve(answer: Answer): void;
	reject(error: unknown): void;
}

const LARGEST = 32;

/**
 * Serves what comes at once together: what arrives while others of its key are being served waits for them to end, and
 * is served with all that wait by then. `serve` tells each its answer; what it throws is told to all of them.
 */
export function takingTurns<Item, Answer>(
	serve: (batch: readonly Waiting<Item, Answer>[]) => Promise<void>
): (key: unknown, item: Item) => Promise<Answer> {
	const queues = new Map<unknown, Waiting<Item, Answer>[]>();
	const serveAll = async (key: unknown, queue: Waiting<Item, Answer>[]) => {
		queues.set(key, queue);
		// Those who were let in by the same answer as this one are about to come.
		await turn();
		while (queue.length > 0) {
			const batch = queue.splice(0, LARGEST);
			await serve(batch).catch((error: unknown) => batch.forEach(({ reject }) => reject(error)));
		}
		queues.delete(key);
	};
	return (key, item) =>
		new Promise((resolve, reject) => {
			const waiting = { item, resolve, reject };
			const queue = queues.get(key);
			if (queue) queue.push(waiting);
			else void serveAll(key, [waiting]);
		});
}
