import type { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { keepFileWithin, type UploadedFile } from '#platform/server/keep-file.ts';
import type { DataOperation, Tx } from '#platform/server/operation.ts';
import { performWithin, type Caller } from '#platform/server/perform.ts';

/** Where a story is played: one transaction, in which each operation happens on the day that is told. */
export class Stage {
	readonly #tx: Tx;

	constructor(tx: Tx) {
		this.#tx = tx;
	}

	play<Input extends z.ZodType, Output extends z.ZodType>(
		day: Day,
		caller: Caller,
		operation: DataOperation<Input, Output>,
		input: z.input<Input>
	): Promise<z.output<Output>> {
		return performWithin(this.#tx, operation, caller, input, {
			moment: momentOf(day),
			silent: true
		});
	}

	/** Keeps a file, to be named by an operation; answers its id. */
	async keep(caller: Caller, file: UploadedFile): Promise<string> {
		return (await keepFileWithin(this.#tx, caller, file)).id;
	}
}

/** Ten in the morning in Paris, or eleven in summer. */
export function momentOf(day: Day): Date {
	return new Date(`${day}T09:00:00Z`);
}
