import { Refusal } from '#shared/errors.ts';
import { inHost } from '../database/db.ts';
import { log } from '../log.ts';
import { runtime } from '../runtime.ts';
import { findAccountByEmail } from './accounts.ts';
import { verifyPassword } from './passwords.ts';
import { countAttempt, forgetAttempts, networkOf } from './rate-limits.ts';
import { openSession } from './sessions.ts';

/** Where a request comes from. */
export interface Client {
	/** IP address. */
	readonly address: string;
	readonly userAgent: string;
}

/**
 * Opens a session by e-mail and password; answers the secret of its cookie. The same refusal, in the
 * same time, for a wrong password, an account without password and an address without account.
 * @throws {Refusal} `platform.sign-in-refused`, `platform.too-many-attempts`.
 */
export async function signIn(
	given: { email: string; password: string },
	client: Client
): Promise<{ accountId: string; secret: string }> {
	const { db } = runtime().database;
	const email = given.email.trim().toLowerCase().slice(0, 254);
	const network = networkOf(client.address);
	const here = `${email} ${network}`;
	await countAttempt('password-address', network);
	await countAttempt('password-here', here);
	await countAttempt('password-account', email);
	const account = await inHost(db, (tx) => findAccountByEmail(tx, email));
	if (!(await verifyPassword(given.password.slice(0, 1000), account?.passwordHash)) || !account) {
		log().warn({ account: account?.id }, 'a sign-in was refused');
		throw new Refusal('unauthenticated', 'platform.sign-in-refused');
	}
	await forgetAttempts('password-here', here);
	const secret = await inHost(db, (tx) => openSession(tx, account.id, client.userAgent));
	log().info({ account: account.id }, 'signed in');
	return { accountId: account.id, secret };
}
