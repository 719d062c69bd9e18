import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '../operation.ts';
import { endAccess } from './end-access.ts';

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
		const closed = await endAccess(context, id);
		if (!closed) throw new Refusal('not-found', 'platform.access-not-found');
		context.about('access', id, { accountId: closed.accountId, role: closed.role });
		return { id };
	}
});
