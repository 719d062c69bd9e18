import { AbortedTransactionError, Kysely, PostgresDialect, sql, type RawBuilder } from 'kysely';
import pg from 'pg';
import { HOST_ID } from '../actor.ts';
import { log } from '../log.ts';
import { forget } from '../memory.ts';
import { isId } from '#shared/id.ts';
import type { Tx } from '../operation.ts';
import { databaseRefusal } from './errors.ts';
import { keepStatements } from './kept-statement.ts';

const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;

/** Civil days stay strings (a birth date must not shift by a time zone); cents and counts are safe integers. */
const types = {
	getTypeParser(oid: number, format?: 'text' | 'binary') {
		if (oid === DATE) return (text: string) => text;
		if (oid === INT8 || oid === NUMERIC) return toSafeNumber;
		return pg.types.getTypeParser(oid, format);
	}
};

function toSafeNumber(text: string): number {
	const value = Number(text);
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new RangeError(`Number out of range: ${text}`);
	}
	return value;
}

export type PoolConfig = pg.PoolConfig;

/** `keeps`: its connections may keep statements, since no pooler stands between that gives them to others. */
export function openPool(config: PoolConfig, { keeps = false } = {}): pg.Pool {
	const pool = new pg.Pool({
		max: 10,
		idleTimeoutMillis: 10_000,
		connectionTimeoutMillis: 10_000,
		...config,
		types: types as unknown as pg.CustomTypesConfig
	});
	// A connection that dies while idle (database restarted) is replaced at the next use.
	pool.on('error', (error) =>
		log().warn({ error: error.message }, 'idle database connection lost')
	);
	// The pool listens to idle connections only. One that dies in use says so at its next query, and must
	// not take the process along.
	pool.on('connect', (client) => client.on('error', () => {}));
	if (keeps) pool.on('connect', keepStatements);
	return pool;
}

export function openKysely(pool: pg.Pool): Tx {
	return new Kysely({ dialect: new PostgresDialect({ pool }) });
}

/** One message opens a transaction bound to a scope (`SET LOCAL`, so that a pooler in transaction mode works). */
function openScope(tx: Tx, scopeId: string, access = 'READ WRITE') {
	// Written into the statement, since several statements in one message take no parameters.
	if (!isId(scopeId)) throw new RangeError(`Not the id of an association: ${scopeId}`);
	return sql.raw(`BEGIN ${access}; SET LOCAL app.association_id = '${scopeId}'`).execute(tx);
}

/**
 * Runs `work` in one transaction that sees the rows of one association only (row-level security).
 * @throws {Refusal} `platform.database-unavailable`, and what triggers raise.
 */
export function inAssociation<T>(
	db: Tx,
	associationId: string,
	work: (tx: Tx) => Promise<T>
): Promise<T> {
	return db
		.connection()
		.execute(async (tx) => {
			await openScope(tx, associationId);
			try {
				const result = await work(tx);
				await commit(tx);
				return result;
			} catch (error) {
				// A connection that was lost can't be told; the pool throws it away.
				await sql`ROLLBACK`.execute(tx).catch(() => {});
				throw error;
			}
		})
		.catch((error: unknown) => {
			throw databaseRefusal(error);
		})
		.finally(() => forget(associationId));
}

/** PostgreSQL answers that it rolled back when a statement failed before, and nobody minded. */
async function commit(tx: Tx): Promise<void> {
	const { rows } = await sql<{ command: string }>`COMMIT`.execute(tx);
	if (rows[0]?.command === 'ROLLBACK') throw new AbortedTransactionError();
}

/**
 * Like `inAssociation`, for what reads: the answer does not wait for the end of the transaction.
 * `READ WRITE` is for what may be lost without harm, such as when a session was last seen.
 * @throws {Refusal} `platform.database-unavailable`.
 */
export function reading<T>(
	db: Tx,
	scopeId: string,
	work: (tx: Tx) => Promise<T>,
	access: 'READ ONLY' | 'READ WRITE' = 'READ ONLY'
): Promise<T> {
	return new Promise((resolve, reject) => {
		db.connection()
			.execute(async (tx) => {
				await openScope(tx, scopeId, access);
				await work(tx).then(resolve, (error: unknown) => reject(databaseRefusal(error)));
				await sql`COMMIT`.execute(tx);
			})
			.catch((error: unknown) => reject(databaseRefusal(error)));
	});
}

/** The rows of a statement that stands alone, in no scope. @throws {Refusal} `platform.database-unavailable` */
export async function ask<Row>(db: Tx, statement: RawBuilder<Row>): Promise<readonly Row[]> {
	try {
		return (await statement.execute(db)).rows;
	} catch (error) {
		throw databaseRefusal(error);
	}
}

/** A transaction on what belongs to the host: accounts, sessions, tokens, the list of associations. */
export function inHost<T>(db: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
	return inAssociation(db, HOST_ID, work);
}

/** Runs a step in a scope, which is `HOST_ID` or the id of an association, and answers what the step answers. */
export type Enter = <T>(scopeId: string, step: (tx: Tx) => Promise<T>) => Promise<T>;

/**
 * One transaction that enters several scopes in turn, the host then an association: all of it is kept, or nothing.
 * Checks put off to the commit (an entry that balances) run when a scope is left, while its rows can still be seen.
 */
export function acrossScopes<T>(db: Tx, work: (enter: Enter) => Promise<T>): Promise<T> {
	const entered = new Set<string>();
	const done = db.transaction().execute((tx) =>
		work(async (scopeId, step) => {
			entered.add(scopeId);
			await sql`select set_config('app.association_id', ${scopeId}, true)`.execute(tx);
			const result = await step(tx);
			await sql`set constraints all immediate`.execute(tx);
			await sql`set constraints all deferred`.execute(tx);
			return result;
		})
	);
	return done.finally(() => entered.forEach(forget));
}
