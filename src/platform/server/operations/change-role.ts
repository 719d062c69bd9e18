import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { ROLES } from '../module.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { keepAnAdministrator } from './administrators.ts';

export const changeRole = defineOperation({
	name: 'platform.change-role',
	summary: 'Change the role of somebody who may enter',
	permission: 'platform.manage-access',
	kind: 'command',
	http: { method: 'patch', path: '/access/{id}' },
	input: z.strictObject({ id: z.uuid(), role: z.enum(ROLES) }),
	output: z.object({ id: z.uuid(), role: z.enum(ROLES) }),
	/** @throws {Refusal} `platform.access-not-found`, `platform.last-administrator`. */
	async run(context, { id, role }) {
		if (role !== 'administrator') await keepAnAdministrator(context.tx, id);
		const changed = await context.tx
			.withTables<PlatformTables>()
			.updateTable('platform.access')
			.set({ role })
			.where('id', '=', id)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) throw new Refusal('not-found', 'platform.access-not-found');
		context.about('access', id, { role });
		return { id, role };
	}
});
