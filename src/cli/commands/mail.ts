import { inHost } from '#platform/server/database/db.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { EXIT, type Command } from '../command.ts';
import { withProgram } from '../with-program.ts';

const LIMIT = 100;

/** Where no SMTP server is set, whoever runs the machine hands over the mail that nobody else may read. */
export const mail: Command = {
	name: 'mail',
	summary: 'Show the mail that waits to leave, one-time links included',
	usage: '[--to ADDRESS]',
	options: { to: { help: 'Only the mail to this address' } },
	examples: ['essaim mail', 'essaim mail --to claire@kerlann.example'],
	async run({ settings, options, answer }) {
		return withProgram(settings, async ({ database }) => {
			const waiting = await inHost(database.db, (tx) => {
				let query = tx
					.withTables<PlatformTables>()
					.selectFrom('platform.mail')
					.select(['recipient', 'subject', 'body_text as text', 'created_at as createdAt'])
					.where('sent_at', 'is', null);
				if (options.to) query = query.where('recipient', 'ilike', options.to);
				return query.orderBy('created_at', 'desc').limit(LIMIT).execute();
			});
			const text = waiting.map(
				({ recipient, subject, text, createdAt }) =>
					`${createdAt.toISOString()}  ${recipient}\n${subject}\n\n${text}\n`
			);
			answer({ waiting }, text.join('\n') || 'No mail waits.');
			return EXIT.done;
		});
	}
};
