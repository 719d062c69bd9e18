import { sql } from 'kysely';
import { reading } from '../database/db.ts';
import { runtime } from '../runtime.ts';

const BETWEEN_MS = 500;

/** The server stops: what the task did is undone, and it begins again at the next start. */
export class TaskInterrupted extends Error {}

/** Writes how far a task is beside its transaction, so that others see it: now and then, one write at a time. */
export class Reporting {
	readonly #associationId: string;
	readonly #id: string;
	readonly #stopped: () => boolean;
	#writtenAt = 0;
	#writing: Promise<void> | undefined;

	constructor(associationId: string, id: string, stopped: () => boolean) {
		this.#associationId = associationId;
		this.#id = id;
		this.#stopped = stopped;
	}

	/** @throws {TaskInterrupted} */
	report(done: number, total?: number): void {
		if (this.#stopped()) throw new TaskInterrupted();
		if (this.#writing || performance.now() - this.#writtenAt < BETWEEN_MS) return;
		this.#writing = this.#write(done, total)
			// Nothing but a figure is lost.
			.catch(() => {})
			.finally(() => {
				this.#writing = undefined;
				this.#writtenAt = performance.now();
			});
	}

	/** Nothing is being written any more. */
	async settle(): Promise<void> {
		await this.#writing;
	}

	async #write(done: number, total: number | undefined): Promise<void> {
		await reading(
			runtime().database.db,
			this.#associationId,
			(tx) =>
				sql`UPDATE platform.task SET done = ${done}, total = coalesce(${total ?? null}::int, total)
					WHERE id = ${this.#id} AND state = 'running'`.execute(tx),
			'READ WRITE'
		);
	}
}
