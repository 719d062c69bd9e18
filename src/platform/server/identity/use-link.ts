import { Refusal } from '#shared/errors.ts';
import { inHost } from '../database/db.ts';
import { runtime } from '../runtime.ts';
import { findAccount } from './accounts.ts';
import { findLink, takeLink, type LinkPurpose } from './links.ts';
import { countAttempt, networkOf } from './rate-limits.ts';
import { openSession } from './sessions.ts';
import type { Client } from './sign-in.ts';

/** What the page of a link says before its button is pressed; absent when the link no longer holds. */
export async function describeLink(
	secret: string
): Promise<{ purpose: LinkPurpose; email: string } | undefined> {
	const link = await inHost(runtime().database.db, (tx) => findLink(tx, secret));
	return link && { purpose: link.purpose, email: link.email };
}

/**
 * Signs in by the link of a mail, once. Only a button does it: programs that look into mail follow
 * links, they don't press buttons.
 * @throws {Refusal} `platform.link-expired`, `platform.too-many-attempts`.
 */
export async function useSignInLink(
	secret: string,
	client: Client
): Promise<{ accountId: string; secret: string }> {
	await countAttempt('secret-address', networkOf(client.address));
	return inHost(runtime().database.db, async (tx) => {
		const link = await takeLink(tx, secret, 'sign-in');
		const account = link.accountId && (await findAccount(tx, { id: link.accountId }));
		if (!account || account.email !== link.email) {
			throw new Refusal('not-found', 'platform.link-expired');
		}
		return { accountId: account.id, secret: await openSession(tx, account.id, client.userAgent) };
	});
}
