import { Refusal } from '#shared/errors.ts';
import { inAssociation } from './database/db.ts';
import type { Tx } from './operation.ts';

interface Waiting {
	work(tx: Tx): Promise<unknown>;
	resolve(result: unknown): void;
	reject(error: unknown): void;
}

const LARGEST = 32;

/** By association: what arrived while a transaction of it was under way. */
const queues = new Map<string, Waiting[]>();

/**
 * Does the work in a transaction that it shares with the others of the association that arrived while one was under
 * way: short writes that would wait for each other's lock, and each for the disk, wait once for all. What fails so is
 * done again, each in a transaction of its own, so that nobody bears another's refusal.
 * @throws what `inAssociation` and `work` throw
 */
export function gather<T>(db: Tx, associationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
	return new Promise<T>((resolve, reject) => {
		const waiting = { work, resolve: resolve as Waiting['resolve'], reject };
		const queue = queues.get(associationId);
		if (queue) queue.push(waiting);
		else void serve(db, associationId, [waiting]);
	});
}

async function serve(db: Tx, associationId: string, queue: Waiting[]): Promise<void> {
	queues.set(associationId, queue);
	while (queue.length > 0) await doTogether(db, associationId, queue.splice(0, LARGEST));
	queues.delete(associationId);
}

async function doTogether(db: Tx, associationId: string, batch: readonly Waiting[]): Promise<void> {
	if (batch.length > 1) {
		try {
			const results = await inAssociation(db, associationId, async (tx) => {
				const done: unknown[] = [];
				for (const { work } of batch) done.push(await work(tx));
				return done;
			});
			batch.forEach(({ resolve }, index) => resolve(results[index]));
			return;
		} catch (error) {
			// A connection lost while committing leaves it unknown whether all was kept: done again, it might be twice.
			if (error instanceof Refusal && error.kind === 'unavailable') {
				for (const { reject } of batch) reject(error);
				return;
			}
			// Nothing was kept. Whose fault it was shows below.
		}
	}
	for (const { work, resolve, reject } of batch) {
		await inAssociation(db, associationId, work).then(resolve, reject);
	}
}
