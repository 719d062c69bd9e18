import { sql } from 'kysely';
import { systemCaller } from './identity/callers.ts';
import { inAssociation, inHost } from './database/db.ts';
import { now } from './clock.ts';
import { kept } from './database/kept-statement.ts';
import { log } from './log.ts';
import { openContext, writeEvents } from './operation-context.ts';
import type { Tx } from './operation.ts';
import { runtime } from './runtime.ts';
import { subscriptions } from './subscriptions.ts';
import type { PlatformTables } from './tables.ts';

export { declareSubscriptions } from './subscriptions.ts';

let wake: (() => void) | undefined;

/** A hint after a commit; without it the rows are found at the next round. */
export function wakeOutbox(): void {
	wake?.();
}

export function onOutboxWake(listener: (() => void) | undefined): void {
	wake = listener;
}

/** Whether an event of the association waits for those who listen to it. */
export async function isWaiting(tx: Tx, event: string): Promise<boolean> {
	const row = await tx
		.withTables<PlatformTables>()
		.selectFrom('platform.outbox')
		.select('id')
		.where('handled_at', 'is', null)
		.where('event', '=', event)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

const RETRY_BASE_SECONDS = 5;
const BATCH = 50;

/** Hands waiting events to their subscribers, each in a transaction of its own; answers how many were handled. */
export async function deliverOutbox(): Promise<number> {
	const { db } = runtime().database;
	const waiting = await inHost(db, async (tx) => {
		await passUnheard(tx);
		return tx
			.withTables<PlatformTables>()
			.selectFrom('platform.outbox')
			.select(['association_id', 'id'])
			.where('handled_at', 'is', null)
			.where('next_attempt_at', '<=', now())
			.orderBy('next_attempt_at')
			.limit(BATCH)
			.execute();
	});
	let handled = 0;
	for (const row of waiting) if (await deliver(row.association_id, row.id)) handled += 1;
	return handled;
}

/** Events that nothing subscribes to any more are handled all at once. */
async function passUnheard(hostTx: Tx): Promise<void> {
	const heard = subscriptions().map(({ event }) => event);
	await sql`${kept}
		UPDATE platform.outbox SET handled_at = ${now()}
		WHERE handled_at IS NULL AND NOT event = ANY(${heard}::text[])`.execute(hostTx);
}

async function deliver(associationId: string, id: string): Promise<boolean> {
	const { db } = runtime().database;
	try {
		return await inAssociation(db, associationId, async (tx) => {
			const tables = tx.withTables<PlatformTables>();
			const row = await tables
				.selectFrom('platform.outbox')
				.select(['event', 'payload'])
				.where('id', '=', id)
				.where('handled_at', 'is', null)
				.forUpdate()
				.skipLocked()
				.executeTakeFirst();
			if (!row) return false;
			const caller = await systemCaller(tx, associationId);
			const { context, trail } = openContext(tx, caller);
			for (const { event, handle } of subscriptions()) {
				if (event === row.event) await handle(context, row.payload as Record<string, unknown>);
			}
			await writeEvents(tx, caller, trail);
			await tables
				.updateTable('platform.outbox')
				.set({ handled_at: context.now })
				.where('id', '=', id)
				.execute();
			return true;
		});
	} catch (error) {
		await postpone(associationId, id, error as Error);
		return false;
	}
}

async function postpone(associationId: string, id: string, error: Error): Promise<void> {
	log().error(
		{ outbox: id, error: error.message },
		'an event could not be handled; it will be tried again'
	);
	await inAssociation(runtime().database.db, associationId, (tx) =>
		tx
			.withTables<PlatformTables>()
			.updateTable('platform.outbox')
			.set((eb) => ({
				attempts: eb('attempts', '+', 1),
				last_error: error.message.slice(0, 500),
				next_attempt_at: sql<Date>`${now()}::timestamptz + make_interval(secs => ${RETRY_BASE_SECONDS} * power(2, least(attempts, 10)))`
			}))
			.where('id', '=', id)
			.execute()
	);
}
