import type { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { inAssociation } from './database/db.ts';
import type { Tx } from './operation.ts';
import { runCall, runCalls, type PreparedCall } from './run-operation.ts';
import { takingTurns } from './taking-turns.ts';

/** By association, in turns. */
const inTurn = takingTurns<{ db: Tx; call: PreparedCall }, unknown>(async (batch) => {
	const transact = <T>(
		{ item: { db, call } }: (typeof batch)[number],
		work: (tx: Tx) => Promise<T>
	) => inAssociation(db, call.caller.association.id, work);
	const [first] = batch;
	if (first && batch.length > 1) {
		try {
			const calls = batch.map(({ item }) => item.call);
			const results = await transact(first, (tx) => runCalls(tx, calls));
			batch.forEach(({ resolve }, index) => resolve(results[index]));
			return;
		} catch (error) {
			// A connection lost while committing leaves it unknown whether all was kept: done again, it might be twice.
			if (error instanceof Refusal && error.kind === 'unavailable') throw error;
			// Nothing was kept. Whose fault it was shows below.
		}
	}
	for (const waiting of batch) {
		await transact(waiting, (tx) => runCall(tx, waiting.item.call)).then(
			waiting.resolve,
			waiting.reject
		);
	}
});

/**
 * Runs the call in a transaction that it shares with the others of the association that arrived with it or while one
 * was under way: short writes that would wait for each other's lock, and each for the disk, wait once for all. What
 * fails so is done again, each in a transaction of its own, so that nobody bears another's refusal.
 * @throws what `inAssociation` and the operation throw
 */
export function gather<Output extends z.ZodType>(
	db: Tx,
	call: PreparedCall<Output>
): Promise<z.output<Output>> {
	return inTurn(call.caller.association.id, { db, call }) as Promise<z.output<Output>>;
}
