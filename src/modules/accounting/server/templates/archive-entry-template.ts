import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { tables } from './tables.ts';

export const archiveEntryTemplate = defineOperation({
	name: 'accounting.archive-entry-template',
	summary: 'Put a template of entries away, or take it out again',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/templates/{templateId}/archiving' },
	input: z.strictObject({ templateId: idField, archived: z.boolean().default(true) }),
	output: z.object({ templateId: z.string(), archived: z.boolean() }),
	async run(context, { templateId, archived }) {
		const { numUpdatedRows } = await tables(context.tx)
			.updateTable('accounting.entry_template')
			.set({ archived })
			.where('id', '=', templateId)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) throw new Refusal('not-found', 'accounting.no-such-template');
		context.about('entry-template', templateId, { archived });
		return { templateId, archived };
	}
});
