import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation, type Tx } from '../operation.ts';
import { runtime } from '../runtime.ts';
import type { PlatformTables } from '../tables.ts';
import { mailRow, mailState } from './list-mail.read.ts';

export const getMail = defineOperation({
	name: 'platform.get-mail',
	summary: 'Read one mail of the outbox; the text is withheld when it holds a one-time link',
	permission: 'platform.read-mail',
	kind: 'query',
	http: { method: 'get', path: '/mail/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: mailRow.extend({
		text: z.string().nullable(),
		/** Whether `platform.reveal-mail` would show the text that is withheld. */
		canReveal: z.boolean()
	}),
	/** @throws {Refusal} `platform.mail-not-found` */
	async run({ tx, association }, { id }) {
		const { secrecy, text, ...mail } = await loadMail(tx, association.id, id);
		return {
			...mail,
			state: mailState(mail),
			text: secrecy === 'none' ? text : null,
			canReveal: secrecy === 'link' && mayReveal(mail)
		};
	}
});

/** A one-time link is for its receiver; administrators hand it over only where the server can't send it. */
export function mayReveal(mail: { sentAt: Date | null }): boolean {
	return runtime().settings.smtpUrl === undefined && mail.sentAt === null;
}

/** @throws {Refusal} `platform.mail-not-found` */
export async function loadMail(tx: Tx, associationId: string, id: string) {
	const mail = await tx
		.withTables<PlatformTables>()
		.selectFrom('platform.mail')
		.select(['id', 'recipient', 'subject', 'created_at as createdAt', 'sent_at as sentAt'])
		.select(['attempts', 'last_error as lastError', 'next_attempt_at as nextAttemptAt'])
		.select(['body_text as text', 'secrecy'])
		.where('association_id', '=', associationId)
		.where('id', '=', id)
		.executeTakeFirst();
	if (!mail) throw new Refusal('not-found', 'platform.mail-not-found');
	return mail;
}
