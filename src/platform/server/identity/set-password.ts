import { inHost } from '../database/db.ts';
import { runtime } from '../runtime.ts';
import type { PlatformTables } from '../tables.ts';
import { placesOf } from './access.ts';
import { confirmPresence } from './confirm-presence.ts';
import { voidLinks } from './links.ts';
import { checkPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { closeOtherSessions, type Session } from './sessions.ts';

/**
 * Chooses the password of one's account; the other sessions end, and pending links with them.
 * @throws {Refusal} what `checkPassword` and `confirmPresence` refuse.
 */
export async function setPassword(
	session: Session,
	given: { password: string; current?: string }
): Promise<void> {
	await inHost(runtime().database.db, async (tx) => {
		const account = await confirmPresence(tx, session, given.current);
		const places = await placesOf(tx, account.id);
		checkPassword(given.password, { email: account.email, names: places.map(({ name }) => name) });
		await tx
			.withTables<PlatformTables>()
			.updateTable('platform.account')
			.set({ password_hash: await hashPassword(given.password) })
			.where('id', '=', account.id)
			.execute();
		await voidLinks(tx, account.id);
		await closeOtherSessions(tx, account.id, session.id);
	});
}
