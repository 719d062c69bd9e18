import { Refusal, refuseField } from '#shared/errors.ts';
import { now } from '../clock.ts';
import type { Tx } from '../operation.ts';
import { findAccount, type Account } from './accounts.ts';
import { verifyPassword } from './passwords.ts';
import { countAttempt, forgetAttempts } from './rate-limits.ts';
import type { Session } from './sessions.ts';

const RECENT_MS = 15 * 60_000;

/** Whether the person has just signed in, by whichever way: they need not prove it again. */
export function isRecent(session: Session): boolean {
	return now().getTime() - session.openedAt.getTime() < RECENT_MS;
}

/**
 * Before what would let a stranger keep the account (ASVS 5.0 7.5.1): a session left open on a shared
 * computer isn't enough, it takes the password or a sign-in of the last quarter of an hour.
 * @throws {Refusal} `platform.password-wrong`, `sign-in-again`, `too-many-attempts`.
 */
export async function confirmPresence(
	hostTx: Tx,
	session: Session,
	password: string | undefined
): Promise<Account> {
	const account = await findAccount(hostTx, { id: session.accountId });
	if (!account) throw new Refusal('unauthenticated', 'platform.sign-in-again');
	if (isRecent(session)) return account;
	if (!account.passwordHash) throw new Refusal('forbidden', 'platform.sign-in-again');
	await countAttempt('password-here', account.id);
	if (!(await verifyPassword((password ?? '').slice(0, 1000), account.passwordHash))) {
		throw refuseField('current', 'platform.password-wrong');
	}
	await forgetAttempts('password-here', account.id);
	return account;
}
