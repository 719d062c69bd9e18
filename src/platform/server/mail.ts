import { sql } from 'kysely';
import type { Transporter } from 'nodemailer';
import { newId } from '#shared/id.ts';
import { now } from './clock.ts';
import { inAssociation, inHost } from './database/db.ts';
import { log } from './log.ts';
import type { Tx } from './operation.ts';
import { runtime } from './runtime.ts';
import type { MailSecrecy, PlatformTables } from './tables.ts';

export interface OutgoingMail {
	readonly recipient: string;
	readonly subject: string;
	readonly text: string;
	/** `link` when the text holds a one-time link: it is then wiped once sent. */
	readonly secrecy?: MailSecrecy;
}

/** Puts a mail in the outbox, in the caller's transaction; it leaves after the commit, or waits for a server. */
export async function queueMail(
	tx: Tx,
	associationId: string,
	mail: OutgoingMail
): Promise<string> {
	const [id = ''] = await queueMails(tx, associationId, [mail]);
	return id;
}

/** The same for several, in one statement; answers their ids. Due by the clock that the rounds of mail read. */
export async function queueMails(
	tx: Tx,
	associationId: string,
	mails: readonly OutgoingMail[]
): Promise<string[]> {
	const ids = mails.map(() => newId());
	await sql`
		INSERT INTO platform.mail
			(association_id, id, recipient, subject, body_text, secrecy, next_attempt_at)
		SELECT ${associationId}::uuid, r.id, r.recipient, r.subject, r.text, r.secrecy, ${now()}
		FROM unnest(${ids}::uuid[], ${mails.map(({ recipient }) => recipient)}::text[],
			${mails.map(({ subject }) => subject)}::text[], ${mails.map(({ text }) => text)}::text[],
			${mails.map(({ secrecy = 'none' }) => secrecy)}::text[]
		) AS r(id, recipient, subject, text, secrecy)`.execute(tx);
	return ids;
}

const PATIENCE_MS = 20_000;

let open: { url: string; transporter: Promise<Transporter> } | undefined;

function openTransporter(url: string): Promise<Transporter> {
	if (open?.url !== url) {
		const transporter = import('nodemailer').then(({ createTransport }) => {
			const patience = {
				connectionTimeout: PATIENCE_MS,
				greetingTimeout: PATIENCE_MS,
				socketTimeout: PATIENCE_MS
			};
			const address = new URL(url);
			for (const [name, value] of Object.entries(patience)) {
				if (!address.searchParams.has(name)) address.searchParams.set(name, String(value));
			}
			return createTransport(address.href, {
				from: runtime().settings.mailFrom,
				headers: { 'Auto-Submitted': 'auto-generated' }
			} as never);
		});
		open = { url, transporter };
	}
	return open.transporter;
}

const BATCH = 50;

/** Sends what waits; without `SMTP_URL` it stays in the outbox page. Answers how many left. */
export async function sendWaitingMail(): Promise<number> {
	const { settings, database } = runtime();
	if (!settings.smtpUrl) return 0;
	const waiting = await inHost(database.db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.selectFrom('platform.mail')
			.select(['association_id', 'id'])
			.where('sent_at', 'is', null)
			.where('next_attempt_at', '<=', now())
			.orderBy('next_attempt_at')
			.limit(BATCH)
			.execute()
	);
	let sent = 0;
	for (const row of waiting) if (await send(row, settings.smtpUrl)) sent += 1;
	return sent;
}

async function send(
	key: { association_id: string; id: string },
	smtpUrl: string
): Promise<boolean> {
	return inAssociation(runtime().database.db, key.association_id, async (tx) => {
		const table = tx.withTables<PlatformTables>();
		const mail = await table
			.selectFrom('platform.mail')
			.select(['recipient', 'subject', 'body_text', 'secrecy'])
			.where('id', '=', key.id)
			.where('sent_at', 'is', null)
			.forUpdate()
			.skipLocked()
			.executeTakeFirst();
		if (!mail) return false;
		const update = table.updateTable('platform.mail').where('id', '=', key.id);
		try {
			const transport = await openTransporter(smtpUrl);
			await transport.sendMail({
				to: mail.recipient,
				subject: mail.subject,
				text: mail.body_text,
				messageId: `<${key.id}@essaim>`
			});
			await update
				.set({
					sent_at: now(),
					last_error: null,
					...(mail.secrecy !== 'none' && { body_text: '' })
				})
				.execute();
			return true;
		} catch (error) {
			const { message } = error as Error;
			log().warn(
				{ mail: key.id, error: message },
				'a mail could not leave; it will be tried again'
			);
			await update
				.set({
					attempts: sql<number>`attempts + 1`,
					last_error: message.slice(0, 500),
					next_attempt_at: sql<Date>`${now()}::timestamptz + make_interval(secs => 30 * power(2, least(attempts, 8)))`
				})
				.execute();
			return false;
		}
	});
}
