import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { idField, labelField } from '../fields.ts';
import { tables } from '../tables.ts';
import { thirdPartyById } from './third-parties.ts';

export const editThirdParty = defineOperation({
	name: 'accounting.edit-third-party',
	summary:
		'Give a third party another name, or put it away; its code stays, since it is in entries',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'patch', path: '/accounting/third-parties/{thirdPartyId}' },
	input: z.strictObject({
		thirdPartyId: idField,
		label: labelField.optional(),
		active: z.boolean().optional()
	}),
	output: z.object({ label: z.string(), active: z.boolean() }),
	async run(context, { thirdPartyId, ...changes }) {
		const before = await thirdPartyById(context.tx, thirdPartyId);
		const { label = before.label, active = before.active } = changes;
		await tables(context.tx)
			.updateTable('accounting.third_party')
			.set({ label, active })
			.where('id', '=', thirdPartyId)
			.execute();
		context.about('third-party', thirdPartyId, { label, active });
		return { label, active };
	}
});
