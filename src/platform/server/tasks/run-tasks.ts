import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { now } from '../clock.ts';
import { inAssociation, inHost } from '../database/db.ts';
import { databaseRefusal, isTransient } from '../database/errors.ts';
import { accountCaller, systemCaller } from '../identity/callers.ts';
import { log } from '../log.ts';
import { forget } from '../memory.ts';
import type { Subscription } from '../module.ts';
import { openContext, writeTrail } from '../operation-context.ts';
import type { Tx } from '../operation.ts';
import { wakeOutbox } from '../outbox.ts';
import type { Caller } from '../perform.ts';
import { runtime } from '../runtime.ts';
import type { PlatformTables } from '../tables.ts';
import { Reporting, TaskInterrupted } from './reporting.ts';
import { TASK_STARTED } from './start-task.ts';
import { findTask, type AnyTask } from './task.ts';
import type { KeptRefusal } from './task-view.ts';

const ATTEMPTS = 3;
const BATCH = 20;

interface InHand {
	readonly id: string;
	readonly associationId: string;
	readonly name: string;
	readonly accountId: string | null;
}

let wake: (() => void) | undefined;

/** Tasks are found at the next round without it. */
export function onTasksWake(listener: (() => void) | undefined): void {
	wake = listener;
}

let prepare: (() => void) | undefined;

export function onTasksExpected(listener: (() => void) | undefined): void {
	prepare = listener;
}

/** A task will probably be asked for within seconds: what does it is made ready meanwhile. */
export function expectTask(): void {
	prepare?.();
}

/** Heard once the operation that started a task is committed. */
export const tasksWakeUp: Subscription = {
	event: TASK_STARTED,
	handle() {
		wake?.();
		return Promise.resolve();
	}
};

/**
 * Runs the tasks that wait, and those that a program which died left running, each in a transaction of its own;
 * answers how many came to their end. One that another process runs is passed over.
 * @param stopped asked now and then: the task in hand is given up when it says so
 * @param tell told the association of each task that has ended
 */
export async function runTasks(
	stopped: () => boolean = () => false,
	tell: (associationId: string) => void = taskEnded
): Promise<number> {
	let ended = 0;
	for (const task of await inHand()) {
		if (stopped() || !(await runTask(task, stopped))) continue;
		ended += 1;
		tell(task.associationId);
	}
	return ended;
}

/** What it wrote is seen at once, and its events are heard. */
export function taskEnded(associationId: string): void {
	forget(associationId);
	wakeOutbox();
}

async function inHand(): Promise<InHand[]> {
	return inHost(runtime().database.db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.selectFrom('platform.task')
			.select(['id', 'association_id as associationId', 'name', 'account_id as accountId'])
			.where('state', 'in', ['waiting', 'running'])
			.orderBy('id')
			.limit(BATCH)
			.execute()
	);
}

async function runTask(row: InHand, stopped: () => boolean): Promise<boolean> {
	const { id, associationId } = row;
	const { db } = runtime().database;
	const reporting = new Reporting(associationId, id, stopped);
	try {
		return await inAssociation(db, associationId, async (tx) => {
			if (!(await isFree(tx, associationId))) return false;
			const input = await begin(row);
			if (!input) return false;
			await work(tx, row, input, reporting);
			return true;
		});
	} catch (error) {
		await reporting.settle();
		if (error instanceof TaskInterrupted) return giveBack(row);
		const refusal = databaseRefusal(error);
		// Nothing of it was kept: it begins again at the next round.
		if (isTransient(error) || (refusal instanceof Refusal && refusal.kind === 'unavailable')) {
			return false;
		}
		return refuse(row, refusal);
	}
}

/** Held until the end of the transaction, and let go of when the program dies: one task of an association at a time. */
async function isFree(tx: Tx, associationId: string): Promise<boolean> {
	const { rows } = await sql<{ free: boolean }>`
		SELECT pg_try_advisory_xact_lock(hashtext('platform.task'), hashtext(${associationId})) AS free`.execute(
		tx
	);
	return rows[0]?.free === true;
}

/** Says, for all to see, that it runs; answers its input, or nothing when it has ended meanwhile. */
async function begin({ id, associationId }: InHand): Promise<Record<string, unknown> | undefined> {
	const { rows } = await inAssociation(runtime().database.db, associationId, (tx) =>
		sql<{ input: Record<string, unknown>; attempts: number }>`
			UPDATE platform.task SET state = 'running', done = 0, attempts = attempts + 1
			WHERE id = ${id} AND state IN ('waiting', 'running')
			RETURNING input, attempts`.execute(tx)
	);
	const [begun] = rows;
	if (begun && begun.attempts > ATTEMPTS) {
		throw new Refusal('conflict', 'platform.task-interrupted');
	}
	return begun?.input;
}

async function work(
	tx: Tx,
	row: InHand,
	input: Record<string, unknown>,
	reporting: Reporting
): Promise<void> {
	const { task, caller } = await whatAndForWhom(tx, row);
	const { context, trail } = openContext(tx, caller);
	const report = (done: number, total?: number) => reporting.report(done, total);
	const { outcome, fileId } = await task.run({ ...context, report }, input);
	await reporting.settle();
	await writeTrail(tx, caller, task.name, trail);
	await tx
		.withTables<PlatformTables>()
		.updateTable('platform.task')
		.set({ state: 'done', ended_at: now(), file_id: fileId ?? null })
		.set({ outcome: outcome ? JSON.stringify(outcome) : null })
		.set((eb) => ({ done: eb.fn.coalesce('total', 'done') }))
		.where('id', '=', row.id)
		.execute();
}

async function whatAndForWhom(
	tx: Tx,
	{ name, accountId, associationId }: InHand
): Promise<{ task: AnyTask; caller: Caller }> {
	const task = findTask(name);
	if (!task) throw new Error(`No module declares the task ${name}`);
	const caller = accountId
		? await inHost(runtime().database.db, (host) =>
				accountCaller(host, accountId, { id: associationId })
			)
		: await systemCaller(tx, associationId);
	// The role may have changed since it was asked.
	if (!caller?.actor.permissions.has(task.permission)) {
		throw new Refusal('forbidden', 'platform.not-allowed', { operation: name });
	}
	return { task, caller };
}

/** The server stops, through no fault of the task's. */
async function giveBack({ id, associationId }: InHand): Promise<false> {
	await inAssociation(runtime().database.db, associationId, (tx) =>
		sql`UPDATE platform.task SET state = 'waiting', done = 0, attempts = attempts - 1
			WHERE id = ${id} AND state = 'running'`.execute(tx)
	);
	return false;
}

async function refuse({ id, associationId, name }: InHand, error: unknown): Promise<true> {
	if (!(error instanceof Refusal)) {
		log().error({ task: id, name, error: (error as Error).message }, 'a task failed');
	}
	const { kind, code, parameters, faults } =
		error instanceof Refusal ? error : new Refusal('conflict', 'platform.task-failed');
	const refusal: KeptRefusal = { kind, code, parameters, faults };
	await inAssociation(runtime().database.db, associationId, (tx) =>
		sql`UPDATE platform.task
			SET state = 'refused', refusal = ${JSON.stringify(refusal)}::jsonb, ended_at = ${now()}
			WHERE id = ${id} AND state IN ('waiting', 'running')`.execute(tx)
	);
	return true;
}
