import { sql } from 'kysely';
import type { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { Actor, AssociationScope } from './actor.ts';
import { inAssociation } from './database/db.ts';
import { databaseRefusal, isTransient } from './database/errors.ts';
import { gather } from './gather.ts';
import type { IdempotencyRequest } from './idempotency.ts';
import { forget } from './memory.ts';
import { parseInput } from './parse-input.ts';
import { wakeOutbox } from './outbox.ts';
import { readTogether } from './reading.ts';
import type { AnyOperation, DataOperation, Download, DownloadOperation, Tx } from './operation.ts';
import type { Opening } from './operation-context.ts';
import { runCall, runOperation } from './run-operation.ts';
import { runtime } from './runtime.ts';

/** Who performs, and where. */
export interface Caller {
	readonly actor: Actor;
	readonly association: AssociationScope;
}

/** How an operation that belongs to a story is told. */
export type Telling = Pick<Opening, 'moment' | 'silent'>;

const ATTEMPTS = 4;

/**
 * The only way into the product: parse, authorise, one transaction bound to the association,
 * audit line and outbox rows in it, commit, then wake the outbox.
 * @throws {Refusal} whatever the operation refuses, and `platform.input-invalid`, `platform.not-allowed`.
 */
export async function perform<Input extends z.ZodType, Output extends z.ZodType>(
	operation: DataOperation<Input, Output>,
	caller: Caller,
	input: z.input<Input>,
	options: { idempotency?: IdempotencyRequest } = {}
): Promise<z.output<Output>> {
	const call = { operation, caller, input: prepare(operation, caller, input), ...options };
	const { db } = runtime().database;
	for (let count = 1; ; count += 1) {
		try {
			if (operation.kind === 'query')
				return await readTogether(db, caller, (tx) => runCall(tx, call));
			const result = operation.gathers
				? await gather(db, call)
				: await inAssociation(db, caller.association.id, (tx) => runCall(tx, call));
			wakeOutbox();
			return result;
		} catch (error) {
			// What failed so left nothing behind: the same work may be done again.
			if (isTransient(error) && count < ATTEMPTS) continue;
			throw databaseRefusal(error);
		}
	}
}

/** Like `perform`, for an operation that answers a file: the transaction stays open until its body has been read. */
export async function performDownload<Input extends z.ZodType>(
	operation: DownloadOperation<Input>,
	caller: Caller,
	input: z.input<Input>
): Promise<Download> {
	const parsed = prepare(operation, caller, input);
	const { db } = runtime().database;
	const tx = await db.startTransaction().execute();
	const end = async () => {
		await tx.commit().execute();
		if (operation.kind === 'query') return;
		forget(caller.association.id);
		wakeOutbox();
	};
	try {
		await sql`select set_config('app.association_id', ${caller.association.id}, true)`.execute(tx);
		const download = await runOperation<Download>(tx, operation, caller, parsed);
		const { body } = download;
		if (typeof body === 'string' || body instanceof Uint8Array) {
			await end();
			return download;
		}
		return { ...download, body: thenEnd(body, end, () => tx.rollback().execute()) };
	} catch (error) {
		await tx.rollback().execute();
		throw databaseRefusal(error);
	}
}

/**
 * Like `perform`, as one step of a transaction already open in the association of the caller: several operations
 * are then kept together or not at all. Whoever opened it commits, then wakes the outbox.
 */
export async function performWithin<Input extends z.ZodType, Output extends z.ZodType>(
	tx: Tx,
	operation: DataOperation<Input, Output>,
	caller: Caller,
	input: z.input<Input>,
	telling: Telling = {}
): Promise<z.output<Output>> {
	return runOperation(tx, operation, caller, prepare(operation, caller, input), telling);
}

async function* thenEnd(
	body: AsyncIterable<Uint8Array | string>,
	end: () => Promise<void>,
	giveUp: () => Promise<void>
): AsyncGenerator<Uint8Array | string> {
	let complete = false;
	try {
		yield* body;
		complete = true;
	} finally {
		await (complete ? end() : giveUp());
	}
}

function prepare<Input extends z.ZodType>(
	operation: AnyOperation & { input: Input },
	caller: Caller,
	input: unknown
): z.output<Input> {
	if (!caller.actor.permissions.has(operation.permission)) {
		throw new Refusal('forbidden', 'platform.not-allowed', { operation: operation.name });
	}
	return parseInput(operation.input, input);
}
