import type { Context } from 'hono';
import { Refusal } from '#shared/errors.ts';
import { callerOfToken } from '../identity/tokens.ts';
import { negotiateLocale } from '../locale.ts';
import type { Caller } from '../perform.ts';
import { runtime } from '../runtime.ts';

/**
 * Who calls the API: the account and the association of the bearer token.
 * @throws {Refusal} `platform.token-missing`, `platform.token-invalid`.
 */
export async function callerOf(c: Context): Promise<Caller> {
	const secret = /^Bearer ([\w.~+/-]{10,200}=*)$/i.exec(c.req.header('authorization') ?? '')?.[1];
	if (!secret) throw new Refusal('unauthenticated', 'platform.token-missing');
	const caller = await callerOfToken(runtime().database.db, secret);
	const wanted = c.req.header('accept-language');
	return wanted
		? { ...caller, actor: { ...caller.actor, locale: negotiateLocale(wanted) } }
		: caller;
}
