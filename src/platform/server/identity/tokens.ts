import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { now } from '../clock.ts';
import { ask } from '../database/db.ts';
import { kept } from '../database/kept-statement.ts';
import type { Tx } from '../operation.ts';
import type { Caller } from '../perform.ts';
import { takingTurns } from '../taking-turns.ts';
import type { PlatformTables } from '../tables.ts';
import { callerFrom, type CallerRow } from './callers.ts';
import { hashSecret, newSecret } from './secrets.ts';

const PREFIX = 'essaim_';

/**
 * Creates a bearer token (RFC 6750) of an account in one association; the secret is shown once.
 * `scopes` are permissions; empty means all those of the account's role.
 */
export async function createToken(
	hostTx: Tx,
	token: { accountId: string; associationId: string; label: string; scopes?: readonly string[] }
): Promise<{ id: string; secret: string }> {
	const secret = newSecret(PREFIX);
	const id = newId();
	await hostTx
		.withTables<PlatformTables>()
		.insertInto('platform.token')
		.values({
			id,
			token_hash: hashSecret(secret),
			account_id: token.accountId,
			association_id: token.associationId,
			label: token.label,
			scopes: [...(token.scopes ?? [])]
		})
		.execute();
	return { id, secret };
}

/** @throws {Refusal} `platform.token-invalid` for a token that is unknown, expired or whose account lost its access. */
export async function callerOfToken(db: Tx, secret: string): Promise<Caller> {
	const row = await rowOfToken(db, { db, hash: hashSecret(secret) });
	if (!row) throw new Refusal('unauthenticated', 'platform.token-invalid');
	return narrow(callerFrom(row), row.scopes);
}

interface TokenRow extends CallerRow {
	readonly hash: Buffer;
	readonly scopes: string[];
}

/** Requests that come at once are looked up by one statement. */
const rowOfToken = takingTurns<{ db: Tx; hash: Buffer }, TokenRow | undefined>(async (batch) => {
	const [first] = batch;
	if (!first) return;
	const hashes = batch.map(({ item }) => item.hash);
	const rows = await ask(
		first.item.db,
		sql<TokenRow>`${kept} select * from platform.token_callers(${hashes}::bytea[], ${now()})`
	);
	for (const { item, resolve } of batch) resolve(rows.find(({ hash }) => hash.equals(item.hash)));
});

function narrow(caller: Caller, scopes: readonly string[]): Caller {
	const { actor } = caller;
	const permissions =
		scopes.length === 0
			? actor.permissions
			: new Set([...actor.permissions].filter((permission) => scopes.includes(permission)));
	return { ...caller, actor: { ...actor, kind: 'token', permissions } };
}
