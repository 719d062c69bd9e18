import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { ownAccount } from './own-account.ts';

export const revokeToken = defineOperation({
	name: 'platform.revoke-token',
	summary: 'End one of your own tokens',
	permission: 'platform.manage-own-tokens',
	kind: 'command',
	http: { method: 'delete', path: '/tokens/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	/** @throws {Refusal} `platform.no-account`, `platform.token-not-found`. */
	async run(context, { id }) {
		const removed = await context.tx
			.withTables<PlatformTables>()
			.deleteFrom('platform.token')
			.where('association_id', '=', context.association.id)
			.where('account_id', '=', ownAccount(context))
			.where('id', '=', id)
			.executeTakeFirst();
		if (removed.numDeletedRows === 0n) throw new Refusal('not-found', 'platform.token-not-found');
		context.about('token', id);
		return { id };
	}
});
