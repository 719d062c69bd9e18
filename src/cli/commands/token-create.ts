import { Refusal } from '#shared/errors.ts';
import { inHost } from '#platform/server/database/db.ts';
import { createToken } from '#platform/server/identity/tokens.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { EXIT, type Command } from '../command.ts';
import { withProgram } from '../with-program.ts';

export const tokenCreate: Command = {
	name: 'token create',
	summary: 'Give an account a token for the API of one association',
	usage: '--association SLUG --email ADDRESS [--label TEXT] [--scopes a,b]',
	options: {
		association: { help: 'Short name of the association', required: true },
		email: { help: 'Address of the account; the token has the rights of its role', required: true },
		label: { help: 'What it is for (default: command line)' },
		scopes: { help: 'Permissions to narrow it to, separated by commas (default: all of the role)' }
	},
	examples: ['essaim token create --association kerlann --email claire@kerlann.example --json'],
	async run({ settings, options, answer }) {
		return withProgram(settings, async ({ database }) => {
			const { secret } = await inHost(database.db, async (tx) => {
				const access = await tx
					.withTables<PlatformTables>()
					.selectFrom('platform.access as access')
					.innerJoin(
						'platform.association as association',
						'association.id',
						'access.association_id'
					)
					.select(['access.account_id', 'access.association_id'])
					.where('association.slug', '=', options.association ?? '')
					.where((eb) =>
						eb(eb.fn('lower', ['access.email']), '=', (options.email ?? '').toLowerCase())
					)
					.executeTakeFirst();
				if (!access)
					throw new Refusal('not-found', 'platform.access-not-found', {
						email: options.email ?? ''
					});
				return createToken(tx, {
					accountId: access.account_id,
					associationId: access.association_id,
					label: options.label ?? 'command line',
					scopes: options.scopes?.split(',').map((scope) => scope.trim())
				});
			});
			answer({ token: secret }, secret);
			return EXIT.done;
		});
	}
};
