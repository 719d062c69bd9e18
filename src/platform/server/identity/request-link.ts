import { m } from '#i18n';
import { inHost } from '../database/db.ts';
import { wakeOutbox } from '../outbox.ts';
import { runtime } from '../runtime.ts';
import { queueLinkMail } from './account-mail.ts';
import { findAccount } from './accounts.ts';
import { readEmail } from './email.ts';
import { addressOf, createLink, LIFETIME_MS } from './links.ts';
import { countAttempt, networkOf } from './rate-limits.ts';

// Longer than the work for a known address, so that the time doesn't tell which are known.
const ANSWER_AFTER_MS = 250;

/**
 * Sends a sign-in link to the address of an account. The same answer, after the same time, for an
 * address without account: nobody learns who has one.
 * @throws {Refusal} `platform.email-invalid`, `platform.too-many-attempts`.
 */
export async function requestLink(
	given: { email: string; next?: string },
	client: { address: string }
): Promise<void> {
	const email = readEmail(given.email);
	await countAttempt('link-address', networkOf(client.address));
	await countAttempt('link-account', email);
	const pause = new Promise((resolve) => setTimeout(resolve, ANSWER_AFTER_MS));
	await Promise.all([sendLink(email, given.next), pause]);
}

async function sendLink(email: string, next?: string): Promise<void> {
	await inHost(runtime().database.db, async (tx) => {
		const account = await findAccount(tx, { email });
		if (!account) return;
		const { secret } = await createLink(tx, { purpose: 'sign-in', email, accountId: account.id });
		const query = next ? `?next=${encodeURIComponent(next)}` : '';
		const options = { locale: account.locale };
		await queueLinkMail(tx, account.id, {
			recipient: email,
			subject: m.platform_mail_sign_in_subject({}, options),
			text: m.platform_mail_sign_in_text(
				{
					name: account.name || email,
					link: addressOf(`/link/${secret}${query}`),
					minutes: LIFETIME_MS['sign-in'] / 60_000
				},
				options
			)
		});
	});
	wakeOutbox();
}
