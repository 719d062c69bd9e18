import { setImmediate } from 'node:timers';
import { Refusal } from '#shared/errors.ts';
import { reading as readingOf } from './database/db.ts';
import type { Tx } from './operation.ts';
import type { Caller } from './perform.ts';

const current = new WeakMap<Caller, Reading>();

/**
 * Runs a query in the read-only transaction of what its caller reads at this moment, so that a page of six queries
 * costs one transaction. The first query opens it; it ends once a turn of the event loop has found none under way.
 * @throws what `reading` of the database and `work` throw; a query that PostgreSQL refused takes those beside it along.
 */
export async function readTogether<T>(
	db: Tx,
	caller: Caller,
	work: (tx: Tx) => Promise<T>
): Promise<T> {
	const reading = current.get(caller) ?? open(db, caller);
	return reading.join(work);
}

function open(db: Tx, caller: Caller): Reading {
	const reading = new Reading(db, caller.association.id, () => {
		if (current.get(caller) === reading) current.delete(caller);
	});
	current.set(caller, reading);
	return reading;
}

class Reading {
	readonly #tx: Promise<Tx>;
	readonly #close: () => void;
	#end: () => void = () => {};
	#underWay = 0;

	constructor(db: Tx, associationId: string, close: () => void) {
		this.#close = close;
		this.#tx = new Promise((resolve, reject) => {
			readingOf(db, associationId, (tx) => {
				resolve(tx);
				return new Promise<void>((end) => (this.#end = end));
			}).catch(reject);
		});
	}

	async join<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
		this.#underWay += 1;
		try {
			return await work(await this.#tx);
		} catch (error) {
			// PostgreSQL runs nothing more in a transaction that had an error: who comes next opens another.
			if (!(error instanceof Refusal)) this.#close();
			throw error;
		} finally {
			this.#underWay -= 1;
			setImmediate(() => this.#leave());
		}
	}

	#leave(): void {
		if (this.#underWay > 0) return;
		this.#close();
		this.#end();
	}
}
