import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { templateFields, writeTemplate } from './write-template.ts';

export const saveEntryTemplate = defineOperation({
	name: 'accounting.save-entry-template',
	summary:
		'Keep a template of entries, whose amounts are fixed, shares of a total or typed each time',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/templates', success: 201 },
	input: templateFields.extend({
		/** The template that it takes the place of. */
		templateId: idField.optional()
	}),
	output: z.object({ templateId: z.string() }),
	async run(context, { templateId: known, ...fields }) {
		const templateId = await writeTemplate(context, known, fields);
		context.about('entry-template', templateId, { name: fields.name });
		return { templateId };
	}
});
