import type { z } from 'zod';
import { answerOnce, type IdempotencyRequest } from './idempotency.ts';
import type { AnyOperation, DataOperation, Tx } from './operation.ts';
import { openContext, writeTrail, writeTrails, type Opening } from './operation-context.ts';
import type { Caller } from './perform.ts';

/** An operation that may be run: its caller may, and its input has been read by its schema. */
export interface PreparedCall<Output extends z.ZodType = z.ZodType> {
	readonly operation: DataOperation<z.ZodType, Output>;
	readonly caller: Caller;
	readonly input: unknown;
	readonly idempotency?: IdempotencyRequest | undefined;
}

/** Runs an operation in a transaction of the association of its caller, and writes its trail. */
export async function runOperation<T>(
	tx: Tx,
	operation: AnyOperation,
	caller: Caller,
	input: unknown,
	opening: Opening = {}
): Promise<T> {
	const { context, trail } = openContext(tx, caller, opening);
	const result = (await operation.run(context, input)) as T;
	if (operation.kind === 'command') await writeTrail(tx, caller, operation.name, trail);
	return result;
}

/** The same, once per idempotency key. */
export async function runCall<Output extends z.ZodType>(
	tx: Tx,
	{ operation, caller, input, idempotency }: PreparedCall<Output>
): Promise<z.output<Output>> {
	const opening = { readOnly: operation.kind === 'query' };
	const run = () => runOperation<z.output<Output>>(tx, operation, caller, input, opening);
	return idempotency ? answerOnce(tx, caller, operation, input, idempotency, run) : run();
}

/**
 * Runs calls of one association in one transaction, those of an operation that can together first; answers them in
 * their order.
 */
export async function runCalls(tx: Tx, calls: readonly PreparedCall[]): Promise<unknown[]> {
	const answers = new Map<PreparedCall, unknown>();
	const together = Map.groupBy(
		calls.filter(({ operation, idempotency }) => operation.runTogether && !idempotency),
		({ operation }) => operation
	);
	for (const [operation, group] of together) {
		const results = await runTogether(tx, operation, group);
		group.forEach((call, index) => answers.set(call, results[index]));
	}
	for (const call of calls) if (!answers.has(call)) answers.set(call, await runCall(tx, call));
	return calls.map((call) => answers.get(call));
}

async function runTogether(
	tx: Tx,
	operation: DataOperation,
	calls: readonly PreparedCall[]
): Promise<readonly unknown[]> {
	const opened = calls.map(({ caller, input }) => ({ caller, input, ...openContext(tx, caller) }));
	const results = (await operation.runTogether?.(opened)) ?? [];
	await writeTrails(tx, operation.name, opened);
	return results;
}
