import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { keepAnAdministrator } from './administrators.ts';

export const removeAccess = defineOperation({
	name: 'platform.remove-access',
	summary: 'Stop somebody from entering; their tokens of this association end too',
	permission: 'platform.manage-access',
	kind: 'command',
	http: { method: 'delete', path: '/access/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	/** @throws {Refusal} `platform.access-not-found`, `platform.last-administrator`. */
	async run(context, { id }) {
		await keepAnAdministrator(context.tx, id);
		const db = context.tx.withTables<PlatformTables>();
		const removed = await db
			.deleteFrom('platform.access')
			.where('id', '=', id)
			.returning(['account_id', 'role'])
			.executeTakeFirst();
		if (!removed) throw new Refusal('not-found', 'platform.access-not-found');
		await db
			.deleteFrom('platform.token')
			.where('association_id', '=', context.association.id)
			.where('account_id', '=', removed.account_id)
			.execute();
		context.about('access', id, { accountId: removed.account_id, role: removed.role });
		return { id };
	}
});
