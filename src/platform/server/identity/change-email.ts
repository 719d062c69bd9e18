import { m } from '#i18n';
import { refuseField } from '#shared/errors.ts';
import { HOST_ID } from '../actor.ts';
import { inHost } from '../database/db.ts';
import { queueMail } from '../mail.ts';
import { wakeOutbox } from '../outbox.ts';
import { runtime } from '../runtime.ts';
import type { PlatformTables } from '../tables.ts';
import { queueLinkMail } from './account-mail.ts';
import { placesOf } from './access.ts';
import { findAccount } from './accounts.ts';
import { confirmPresence } from './confirm-presence.ts';
import { readEmail } from './email.ts';
import { addressOf, createLink, LIFETIME_MS, takeLink, voidLinks } from './links.ts';
import { countAttempt } from './rate-limits.ts';
import type { Session } from './sessions.ts';

/**
 * Asks to change one's address: a link to the new one confirms it, a notice goes to the old one.
 * An address that has an account gets a word instead of the link; the answer is the same.
 * @throws {Refusal} `platform.email-invalid`, `email-unchanged` and what `confirmPresence` refuses.
 */
export async function requestEmailChange(
	session: Session,
	given: { email: string; current?: string }
): Promise<void> {
	const email = readEmail(given.email);
	await countAttempt('link-account', session.accountId);
	await inHost(runtime().database.db, async (tx) => {
		const account = await confirmPresence(tx, session, given.current);
		if (email === account.email) throw refuseField('email', 'platform.email-unchanged');
		const options = { locale: account.locale };
		const name = account.name || account.email;
		const [place] = await placesOf(tx, account.id);
		if (await findAccount(tx, { email })) {
			await queueMail(tx, place?.id ?? HOST_ID, {
				recipient: email,
				subject: m.platform_mail_email_taken_subject({}, options),
				text: m.platform_mail_email_taken_text({ email }, options)
			});
		} else {
			const { secret } = await createLink(tx, {
				purpose: 'change-email',
				email,
				accountId: account.id
			});
			await queueLinkMail(tx, account.id, {
				recipient: email,
				subject: m.platform_mail_change_email_subject({}, options),
				text: m.platform_mail_change_email_text(
					{
						name,
						link: addressOf(`/link/${secret}`),
						minutes: LIFETIME_MS['change-email'] / 60_000
					},
					options
				)
			});
		}
		await queueMail(tx, place?.id ?? HOST_ID, {
			recipient: account.email,
			subject: m.platform_mail_email_notice_subject({}, options),
			text: m.platform_mail_email_notice_text({ name, email }, options)
		});
	});
	wakeOutbox();
}

/**
 * Confirms the new address by the link sent to it.
 * @throws {Refusal} `platform.link-expired`, `platform.email-taken`.
 */
export async function confirmEmailChange(secret: string): Promise<{ email: string }> {
	return inHost(runtime().database.db, async (tx) => {
		const link = await takeLink(tx, secret, 'change-email');
		const { email } = link;
		const accountId = link.accountId as string;
		if (await findAccount(tx, { email })) {
			throw refuseField('email', 'platform.email-taken', { email });
		}
		const db = tx.withTables<PlatformTables>();
		await db.updateTable('platform.account').set({ email }).where('id', '=', accountId).execute();
		await db
			.updateTable('platform.access')
			.set({ email })
			.where('account_id', '=', accountId)
			.execute();
		await voidLinks(tx, accountId);
		return { email };
	});
}
