import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { now } from '../clock.ts';
import { inHost } from '../database/db.ts';
import type { Tx } from '../operation.ts';
import type { Caller } from '../perform.ts';
import type { PlatformTables } from '../tables.ts';
import { accountCaller } from './callers.ts';
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
	const caller = await inHost(db, async (tx) => {
		const token = await tx
			.withTables<PlatformTables>()
			.selectFrom('platform.token')
			.select(['account_id', 'association_id', 'scopes', 'expires_at'])
			.where('token_hash', '=', hashSecret(secret))
			.executeTakeFirst();
		if (!token || (token.expires_at && token.expires_at <= now())) return undefined;
		const found = await accountCaller(tx, token.account_id, { id: token.association_id });
		return found && narrow(found, token.scopes);
	});
	if (!caller) throw new Refusal('unauthenticated', 'platform.token-invalid');
	return caller;
}

function narrow(caller: Caller, scopes: readonly string[]): Caller {
	const { actor } = caller;
	const permissions =
		scopes.length === 0
			? actor.permissions
			: new Set([...actor.permissions].filter((permission) => scopes.includes(permission)));
	return { ...caller, actor: { ...actor, kind: 'token', permissions } };
}
