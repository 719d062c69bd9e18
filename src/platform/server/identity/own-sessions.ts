import { isId } from '#shared/id.ts';
import { inHost } from '../database/db.ts';
import { runtime } from '../runtime.ts';
import { findAccount } from './accounts.ts';
import {
	closeOtherSessions,
	closeSession,
	listSessions,
	type OpenSession,
	type Session
} from './sessions.ts';

/** How one's account is kept: whether it has a password, and the devices that are signed in. */
export async function describeSecurity({
	accountId
}: Session): Promise<{ hasPassword: boolean; sessions: OpenSession[] }> {
	return inHost(runtime().database.db, async (tx) => {
		const account = await findAccount(tx, { id: accountId });
		return {
			hasPassword: Boolean(account?.passwordHash),
			sessions: await listSessions(tx, accountId)
		};
	});
}

/** Signs out one of one's devices by its session, or all the others. */
export async function endOwnSessions(session: Session, which: string): Promise<void> {
	await inHost(runtime().database.db, async (tx) => {
		if (which === 'others') await closeOtherSessions(tx, session.accountId, session.id);
		else if (isId(which)) await closeSession(tx, session.accountId, which);
	});
}
