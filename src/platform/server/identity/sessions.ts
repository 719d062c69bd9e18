import { newId } from '#shared/id.ts';
import { now } from '../clock.ts';
import type { Tx } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
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
const SEEN_EVERY_MS = 60_000;

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
export async function findSession(hostTx: Tx, secret: string): Promise<Session | undefined> {
	const moment = now();
	const row = await hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.session as session')
		.innerJoin('platform.account as account', 'account.id', 'session.account_id')
		.select([
			'session.id',
			'session.created_at',
			'session.last_seen_at',
			'account.id as account_id'
		])
		.select(['account.email', 'account.name', 'account.locale'])
		.where('session.token_hash', '=', hashSecret(secret))
		.where('session.expires_at', '>', moment)
		.where('session.last_seen_at', '>', new Date(moment.getTime() - IDLE_DAYS * DAY_MS))
		.executeTakeFirst();
	if (!row) return undefined;
	if (moment.getTime() - row.last_seen_at.getTime() > SEEN_EVERY_MS) {
		await hostTx
			.withTables<PlatformTables>()
			.updateTable('platform.session')
			.set({ last_seen_at: moment })
			.where('id', '=', row.id)
			.execute();
	}
	return {
		id: row.id,
		accountId: row.account_id,
		email: row.email,
		name: row.name,
		locale: row.locale,
		openedAt: row.created_at
	};
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
