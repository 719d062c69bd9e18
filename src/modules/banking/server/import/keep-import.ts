import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { lockImport, refuseUnlessDraft } from './import-row.ts';
import { keepPlan, keptView } from './keep-plan.ts';

export const keepImport = defineOperation({
	name: 'banking.keep-import',
	summary: 'Keep the statements of an import: all of what its preview shows, or nothing',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/imports/{id}/keep' },
	input: z.strictObject({
		id: z.uuid(),
		/** Lines that can't be read are left out only when told so. */
		leaveOutFaultyLines: z.boolean().default(false)
	}),
	output: keptView,
	async run(context, { id, leaveOutFaultyLines }) {
		const row = await lockImport(context.tx, id);
		refuseUnlessDraft(row);
		return keepPlan(context, row, { leaveOutFaultyLines });
	}
});
