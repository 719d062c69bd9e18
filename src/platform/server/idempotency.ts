import { createHash } from 'node:crypto';
import { Refusal } from '#shared/errors.ts';
import type { AnyOperation, Tx } from './operation.ts';
import type { Caller } from './perform.ts';
import type { PlatformTables } from './tables.ts';

/** Header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) of a write. */
export interface IdempotencyRequest {
	readonly key: string;
	readonly actorId: string;
}

/**
 * Does the work once per key: a second call with the same key and input gets the first answer.
 * The key is taken in the transaction of the work, so a second call waits for the first to end.
 * @throws {Refusal} `platform.idempotency-key-reused` when the key came with another input,
 * `platform.answer-shown-once` when the first answer was a secret, which is not kept.
 */
export async function answerOnce<T>(
	tx: Tx,
	{ association }: Caller,
	operation: Pick<AnyOperation, 'name' | 'secretAnswer'>,
	input: unknown,
	{ key, actorId }: IdempotencyRequest,
	work: () => Promise<T>
): Promise<T> {
	const db = tx.withTables<PlatformTables>();
	const input_hash = createHash('sha256')
		.update(`${operation.name}\n${JSON.stringify(input)}`)
		.digest();
	const taken = await db
		.insertInto('platform.idempotency')
		.values({
			association_id: association.id,
			actor_id: actorId,
			key,
			operation: operation.name,
			input_hash,
			response: null
		})
		.onConflict((conflict) => conflict.columns(['association_id', 'actor_id', 'key']).doNothing())
		.executeTakeFirst();
	const row = db
		.updateTable('platform.idempotency')
		.where('key', '=', key)
		.where('actor_id', '=', actorId);
	if (taken.numInsertedOrUpdatedRows === 1n) {
		const result = await work();
		const response = operation.secretAnswer ? null : JSON.stringify(result ?? null);
		await row.set({ response }).execute();
		return result;
	}
	const former = await db
		.selectFrom('platform.idempotency')
		.select(['input_hash', 'response'])
		.where('key', '=', key)
		.where('actor_id', '=', actorId)
		.executeTakeFirstOrThrow();
	if (!former.input_hash.equals(input_hash)) {
		throw new Refusal('conflict', 'platform.idempotency-key-reused', { key });
	}
	if (operation.secretAnswer) throw new Refusal('conflict', 'platform.answer-shown-once', { key });
	return former.response as T;
}
