import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';

export const revokeInvitation = defineOperation({
	name: 'platform.revoke-invitation',
	summary: 'Take back an invitation that nobody has accepted',
	permission: 'platform.manage-access',
	kind: 'command',
	http: { method: 'delete', path: '/invitations/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	/** @throws {Refusal} `platform.invitation-not-found` */
	async run(context, { id }) {
		const removed = await context.tx
			.withTables<PlatformTables>()
			.deleteFrom('platform.link')
			.where('association_id', '=', context.association.id)
			.where('purpose', '=', 'invitation')
			.where('used_at', 'is', null)
			.where('id', '=', id)
			.executeTakeFirst();
		if (removed.numDeletedRows === 0n) {
			throw new Refusal('not-found', 'platform.invitation-not-found');
		}
		context.about('invitation', id);
		return { id };
	}
});
