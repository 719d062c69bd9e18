import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { runtime } from '../runtime.ts';
import type { PlatformTables } from '../tables.ts';
import { keysetInput, pageOf } from './keyset.ts';

export const MAIL_STATES = ['waiting', 'failed', 'sent'] as const;

export const mailRow = z.object({
	id: z.uuid(),
	recipient: z.string(),
	subject: z.string(),
	/** `failed` was refused at least once and will be tried again. */
	state: z.enum(MAIL_STATES),
	createdAt: z.date(),
	sentAt: z.date().nullable(),
	attempts: z.number().int(),
	lastError: z.string().nullable(),
	nextAttemptAt: z.date()
});

export function mailState(row: {
	sentAt: Date | null;
	attempts: number;
}): (typeof MAIL_STATES)[number] {
	if (row.sentAt) return 'sent';
	return row.attempts > 0 ? 'failed' : 'waiting';
}

export const listMail = defineOperation({
	name: 'platform.list-mail',
	summary:
		'List the mail of the association that waits, could not leave or has left, the last first',
	permission: 'platform.read-mail',
	kind: 'query',
	http: { method: 'get', path: '/mail' },
	input: z.strictObject({ state: z.enum(MAIL_STATES).optional(), ...keysetInput }),
	output: z.object({
		rows: z.array(mailRow),
		nextCursor: z.string().nullable(),
		/** False when the server has no `SMTP_URL`: mail waits until it has. */
		serverSends: z.boolean()
	}),
	async run({ tx, association }, { state, cursor, limit }) {
		let query = tx
			.withTables<PlatformTables>()
			.selectFrom('platform.mail')
			.select(['id', 'recipient', 'subject', 'created_at as createdAt', 'sent_at as sentAt'])
			.select(['attempts', 'last_error as lastError', 'next_attempt_at as nextAttemptAt'])
			.where('association_id', '=', association.id)
			.orderBy('id', 'desc')
			.limit(limit + 1);
		if (cursor) query = query.where('id', '<', cursor);
		if (state === 'sent') query = query.where('sent_at', 'is not', null);
		if (state === 'waiting') query = query.where('sent_at', 'is', null).where('attempts', '=', 0);
		if (state === 'failed') query = query.where('sent_at', 'is', null).where('attempts', '>', 0);
		const found = await query.execute();
		return {
			...pageOf(
				found.map((row) => ({ ...row, state: mailState(row) })),
				limit
			),
			serverSends: runtime().settings.smtpUrl !== undefined
		};
	}
});
