import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import { now } from '../clock.ts';
import { ask } from '../database/db.ts';
import { kept } from '../database/kept-statement.ts';
import type { Tx } from '../operation.ts';
import type { Caller } from '../perform.ts';
import type { PlatformTables } from '../tables.ts';
import { callerFrom, type CallerRow } from './callers.ts';
import { hashSecret, newSecret } from './secrets.ts';

export interface Session {
	readonly id: string;
	readonly accountId: string;
	readonly email: string;
	readonly name: string;
	readonly locale: 'fr' | 'en';
	readonly openedAt: Date;
}

/** A session as its owner sees it in the list. */
export interface OpenSession {
	readonly id: string;
	readonly openedAt: Date;
	readonly lastSeenAt: Date;
	readonly userAgent: string;
}

const DAY_MS = 86_400_000;
const ABSOLUTE_DAYS = 90;
const IDLE_DAYS = 30;

/** Opens a session; the answer is the secret of the cookie, of which only the hash is stored (ASVS 7.2). */
export async function openSession(
	hostTx: Tx,
	accountId: string,
	userAgent: string
): Promise<string> {
	const secret = newSecret();
	await hostTx
		.withTables<PlatformTables>()
		.insertInto('platform.session')
		.values({
			id: newId(),
			token_hash: hashSecret(secret),
			account_id: accountId,
			expires_at: new Date(now().getTime() + ABSOLUTE_DAYS * DAY_MS),
			user_agent: userAgent.slice(0, 200)
		})
		.execute();
	return secret;
}

/** The session of a cookie; absent when unknown, too old (90 days) or idle (30 days). */
export async function findSession(db: Tx, secret: string): Promise<Session | undefined> {
	return (await whoComes(db, secret)).session;
}

interface Comer extends CallerRow {
	readonly session_id: string;
	readonly opened_at: Date;
	readonly email: string;
	readonly account_name: string;
	readonly enters: boolean;
}

/**
 * The session of a cookie, and who its owner is in the association of this short name; absent when it has none, or
 * when the account may not enter. One message, in no transaction, since every page asks.
 */
export async function whoComes(
	db: Tx,
	secret: string,
	slug?: string
): Promise<{ session: Session | undefined; caller: Caller | undefined }> {
	const moment = now();
	const idleSince = new Date(moment.getTime() - IDLE_DAYS * DAY_MS);
	const [row] = await ask(
		db,
		sql<Comer>`${kept}
			select * from platform.session_comer(${hashSecret(secret)}, ${slug ?? null}, ${moment}, ${idleSince})`
	);
	if (!row) return { session: undefined, caller: undefined };
	const session: Session = {
		id: row.session_id,
		accountId: row.account_id,
		email: row.email,
		name: row.account_name,
		locale: row.locale,
		openedAt: row.opened_at
	};
	return { session, caller: row.enters ? callerFrom(row) : undefined };
}

/** The sessions of an account that are still good, the last used first. */
export async function listSessions(hostTx: Tx, accountId: string): Promise<OpenSession[]> {
	const moment = now();
	return hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.session')
		.select(['id', 'created_at as openedAt', 'last_seen_at as lastSeenAt'])
		.select('user_agent as userAgent')
		.where('account_id', '=', accountId)
		.where('expires_at', '>', moment)
		.where('last_seen_at', '>', new Date(moment.getTime() - IDLE_DAYS * DAY_MS))
		.orderBy('last_seen_at', 'desc')
		.limit(100)
		.execute();
}

/** Ends one session of an account; one that isn't its own stays. */
export async function closeSession(
	hostTx: Tx,
	accountId: string,
	sessionId: string
): Promise<void> {
	await hostTx
		.withTables<PlatformTables>()
		.deleteFrom('platform.session')
		.where('account_id', '=', accountId)
		.where('id', '=', sessionId)
		.execute();
}

export async function closeOtherSessions(
	hostTx: Tx,
	accountId: string,
	keptSessionId: string
): Promise<void> {
	await hostTx
		.withTables<PlatformTables>()
		.deleteFrom('platform.session')
		.where('account_id', '=', accountId)
		.where('id', '!=', keptSessionId)
		.execute();
}
